from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "rashomon_site.operations"
    label = "operations"
