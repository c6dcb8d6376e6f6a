"""Addresses of the API: version 1, its document, its pages; and an answer in its own shape for all others."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from rashomon_site.api.application import make_api
from rashomon_site.api.gate import gated, nowhere
from rashomon_site.api.pages import documentation, openapi, tokens

api = make_api()


def _gated(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    """Return ninja's addresses with the gate before each; its own root, which only helps its pages, is left out."""
    kept = [pattern for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in kept:
        pattern.callback = gated(pattern.callback)
    return kept


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", documentation.page, name="documentation"),
    path("tokens/", tokens.listing, name="tokens"),
    path("tokens/new/", tokens.make, name="new_token"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("v1/openapi.json", gated(openapi.document), name="openapi"),
    path("v1/", include((_gated(api.urls[0]), "ninja"), namespace="v1")),
    re_path(r"^", gated(nowhere)),
]
