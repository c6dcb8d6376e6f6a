"""Addresses for machines that watch over the site."""

from __future__ import annotations

from django.urls import path

from rashomon_site.operations import health, live_view

app_name = "operations"
urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("live.json", live_view.live, name="live"),
    path("readyz", health.ready, name="ready"),
]
