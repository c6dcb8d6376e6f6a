"""Where everything is, and what a token is good for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from rashomon import __version__ as engine
from rashomon_site.api.access import Token
from rashomon_site.api.caller import caller_of
from rashomon_site.api.contents import full_address
from rashomon_site.api.operations.declaring import ALWAYS, reads
from rashomon_site.api.schemas.answers import Error
from rashomon_site.api.schemas.findings import IndexAnswer, TokenAnswer

router = Router(tags=["The API itself"])
LISTS = ("list_cases", "list_sources", "list_predictions", "list_changes", "search_site", "check_text")


@router.get("/", summary="Where everything is", **reads(IndexAnswer))
def get_index(request: HttpRequest) -> dict[str, Any]:
    """Name the publication, the versions, and the addresses to begin with."""
    from rashomon_site.api.application import VERSION

    return {
        "name": settings.SITE_NAME,
        "version": VERSION,
        "engine": engine,
        "document": full_address("api:openapi"),
        "documentation": full_address("api:documentation"),
        "addresses": {name: full_address(f"api:v1:{name}") for name in LISTS},
    }


@router.get(
    "/token",
    summary="What a token is good for",
    auth=Token(),
    response={200: TokenAnswer, 304: None} | dict.fromkeys(ALWAYS, Error),
)
def get_token(request: HttpRequest) -> dict[str, Any]:
    """Name the owner and the scopes of the token that was sent."""
    token = caller_of(request).token
    assert token is not None  # `Token` has seen to it
    return {
        "name": token.name,
        "owner": token.user.shown_name,
        "scopes": token.scopes,
        "expires_at": token.expires_at,
    }
