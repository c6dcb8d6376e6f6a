"""How operations are declared: which answers they may give, and what they ask of the caller."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Schema

from rashomon_site.api.access import Token
from rashomon_site.api.failures import Detail, Failure
from rashomon_site.api.models import Scope
from rashomon_site.api.schemas.answers import Error

Filters = TypeVar("Filters", bound=Schema)
ALWAYS = (401, 422, 429, 500)
WITH_BODY = (400, 413, 415)


def reads(answer: Any, *failures: int) -> dict[str, Any]:
    """Return what to declare of an operation that reads; a token is welcome and not needed."""
    return {
        "response": {200: answer, 304: None} | _errors(*ALWAYS, *failures),
        "openapi_extra": {"security": [{}, {"Token": []}]},
    }


def works(answer: Any, *failures: int) -> dict[str, Any]:
    """Return what to declare of an operation that reckons with what is sent, and keeps nothing of it."""
    return reads(answer) | {"response": {200: answer} | _errors(*ALWAYS, *WITH_BODY, *failures)}


def writes(scope: Scope, answers: dict[int, Any], *failures: int) -> dict[str, Any]:
    """Return what to declare of an operation that writes, and needs a token with that scope."""
    return {
        "auth": Token(scope),
        "response": _errors(*ALWAYS, *WITH_BODY, 403, 404, 412, *failures) | answers,
    }


def _errors(*statuses: int) -> dict[int, Any]:
    return dict.fromkeys(sorted(set(statuses)), Error)


def known(request: HttpRequest, asked: Filters) -> Filters:
    """Return the filters; raises Failure for parameters that there are none of, which would change nothing."""
    names = list(type(asked).model_fields)
    unknown = [name for name in request.GET if name not in names]
    if unknown:
        fix = f"There are {', '.join(names)}."
        details = [Detail(f"query.{name[:100]}", "There is no such parameter.", fix) for name in unknown[:20]]
        raise Failure("invalid", "Some parameters are not known.", details)
    return asked
