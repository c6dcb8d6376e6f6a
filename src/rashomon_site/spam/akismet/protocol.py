"""Akismet's protocol: the questions it takes and what its answers mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from django.conf import settings

from rashomon_site.spam.akismet.connection import Reply, Unanswered, Values, post

THANKS = "Thanks for making the web a better place."
LONGEST_WAIT = 24 * 60 * 60
SHORTEST_WAIT = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service says of one comment."""

    is_spam: bool
    is_beyond_doubt: bool = False
    guid: str = ""
    recheck_after: int | None = None  # seconds


@dataclass(frozen=True, slots=True)
class Notice:
    """Something for the administrator."""

    code: str
    message: str


class Refused(Unanswered):
    """The service says that the request or the key is wrong; a person has to look at it."""

    def __init__(self, said: list[Notice]) -> None:
        super().__init__("it refused the question: " + "; ".join(one.message for one in said if one.message))
        self.notices = said


def is_on() -> bool:
    """Whether the operator has named a service."""
    return bool(settings.AKISMET_KEY)


def verify_key() -> tuple[bool, list[Notice]]:
    """Ask whether the key is valid for this site."""
    reply = post(_address("verify-key"), {"api_key": settings.AKISMET_KEY, "key": settings.AKISMET_KEY, "blog": blog()})
    if reply.text not in ("valid", "invalid"):
        raise Unanswered(_nonsense(reply))
    return reply.text == "valid", notices(reply)


def comment_check(values: Values) -> tuple[Answer, list[Notice]]:
    """Ask about one comment. Raises Unanswered, or Refused with what the service says is wrong."""
    reply = post(_address("comment-check"), {"api_key": settings.AKISMET_KEY, **values})
    said = notices(reply)
    if reply.text not in ("true", "false"):
        _fail(reply, said)
    return _answer(reply), said


def submit(said: str, values: Values) -> list[Notice]:
    """Tell the service that a comment is `spam` or `ham`. Raises Unanswered or Refused."""
    reply = post(_address(f"submit-{said}"), {"api_key": settings.AKISMET_KEY, **values})
    noticed = notices(reply)
    if reply.text != THANKS:
        _fail(reply, noticed)
    return noticed


def notices(reply: Reply) -> list[Notice]:
    """Return what the headers of an answer tell the administrator."""
    found = []
    if code := reply.headers.get("x-akismet-alert-code"):
        found.append(Notice(_line(code, 40), _line(reply.headers.get("x-akismet-alert-msg", ""), 500)))
    if debug := reply.headers.get("x-akismet-debug-help"):
        found.append(Notice("debug", _line(debug, 500)))
    return found


def blog() -> str:
    """The home page of the site, by which the service knows it."""
    return f"{settings.SITE_URL}/"


def _address(what: str) -> str:
    return f"{settings.AKISMET_URL}/1.1/{what}"


def _answer(reply: Reply) -> Answer:
    is_spam = reply.text == "true"
    return Answer(
        is_spam,
        is_spam and reply.headers.get("x-akismet-pro-tip", "").lower() == "discard",
        _line(reply.headers.get("x-akismet-guid", ""), 100),
        _seconds(reply.headers.get("x-akismet-recheck-after", "")),
    )


def _seconds(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        return None
    return min(max(int(text), SHORTEST_WAIT), LONGEST_WAIT)


def _fail(reply: Reply, said: list[Notice]) -> NoReturn:
    if reply.text == "invalid" or said:
        raise Refused(said or [Notice("invalid", "The key is not valid for this site.")])
    raise Unanswered(_nonsense(reply))


def _nonsense(reply: Reply) -> str:
    return f"its answer makes no sense: “{_line(reply.text, 60)}”"


def _line(text: str, longest: int) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:longest]
