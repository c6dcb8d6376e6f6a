"""The addresses of the endpoint that other blogs ask."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "spam"
urlpatterns: list[URLPattern | URLResolver] = []
