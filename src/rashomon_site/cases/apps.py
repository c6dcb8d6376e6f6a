from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "rashomon_site.cases"
    label = "cases"
