"""The OpenAPI document."""

from __future__ import annotations

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed


def document(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI 3.1 document of this version."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return HttpResponse(openapi_text(), content_type="application/json")


@lru_cache(maxsize=1)
def openapi_text() -> str:
    """Return the document as text; docs/openapi-1.json holds the same."""
    from rashomon_site.api.urls import api

    return json.dumps(api.document(), ensure_ascii=False, indent=2) + "\n"
