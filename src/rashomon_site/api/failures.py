"""What can go wrong, and the one shape in which it is told: `{"ok": false, "error": {…}}`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of failure: its lasting code, the HTTP status, and what it means in general."""

    code: str
    status: int
    meaning: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("malformed", 400, "The request cannot be read: its JSON is broken, or its address is no good."),
        Kind("token-needed", 401, "This needs a token. Send it as `Authorization: Bearer …`."),
        Kind("token-refused", 401, "The token is unknown, revoked or expired, or its account is closed."),
        Kind("scope-missing", 403, "The token was made without the scope that this needs."),
        Kind("not-allowed", 403, "The token's owner may not do this."),
        Kind("not-found", 404, "There is nothing here, or nothing that you may see."),
        Kind("wrong-method", 405, "The address exists, but not for this method; the line Allow names those that do."),
        Kind("not-acceptable", 406, "It cannot be sent in any form that the line Accept asks for."),
        Kind("conflict", 409, "Somebody saved in between. Both versions are in `error.conflict`; nothing was written."),
        Kind("slug-taken", 409, "There is a case of that name already."),
        Kind("changed", 412, "The case is not as your If-Match says it was. Read it again."),
        Kind("too-large", 413, "The request is larger than may be sent here."),
        Kind("wrong-type", 415, "What was sent is not `application/json`."),
        Kind("invalid", 422, "Some values are not accepted; `details` lists all of them."),
        Kind("not-sound", 422, "The case has problems; `details` lists all of them."),
        Kind("not-weighable", 422, "The case holds together, but cannot be weighed."),
        Kind("too-many", 429, "Too many requests. The line Retry-After says how many seconds to wait."),
        Kind("internal", 500, "A mistake of ours. It was noted down."),
    )
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is wrong: where, what, and what to do."""

    place: str
    message: str
    fix: str = ""


@dataclass
class Failure(Exception):
    """A request that is not fulfilled; `kind` is a code of KINDS."""

    kind: str
    message: str
    details: Sequence[Detail] = ()
    headers: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)  # further keys of `error`

    def __str__(self) -> str:
        return self.message


def answer_of(failure: Failure) -> HttpResponse:
    """Return the response that tells of a failure."""
    kind = KINDS[failure.kind]
    error = {
        "code": kind.code,
        "message": failure.message,
        "status": kind.status,
        "details": [{"place": d.place, "message": d.message, "fix": d.fix} for d in failure.details],
        "documentation": f"{settings.SITE_URL}/api/#error-{kind.code}",
    }
    response = JsonResponse({"ok": False, "error": error | failure.more}, status=kind.status)
    for name, value in failure.headers.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response
