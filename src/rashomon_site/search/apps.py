from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "rashomon_site.search"
    label = "search"
