"""The addresses where people ask for their data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = []
