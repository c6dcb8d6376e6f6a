from __future__ import annotations

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "rashomon_site.syndication"
    label = "syndication"
