"""Opaque cursors: where a list goes on. Signed, so that what comes back is what was given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from rashomon_site.api.failures import Detail, Failure

USUAL = 25
MOST = 100


@dataclass(frozen=True, slots=True)
class Order:
    """A strict order of rows: fields as `order_by` takes them, the last one unique. None of them may be null."""

    name: str
    fields: tuple[str, ...]

    def after(self, key: Sequence[Any]) -> Q:
        """Return the condition for what comes after the row with these values."""
        first, *others = self.fields
        condition = Q(**{f"{first.lstrip('-')}__{'lt' if first.startswith('-') else 'gt'}": key[0]})
        if others:
            condition |= Q(**{first.lstrip("-"): key[0]}) & Order(self.name, tuple(others)).after(key[1:])
        return condition

    def key_of(self, row: Any) -> list[Any]:
        """Return the values that place a row."""
        return [_value(row, field.lstrip("-")) for field in self.fields]


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows of a list; `cursor` is where it goes on, "" at its end."""

    rows: list[Any]
    cursor: str


def slice_of(rows: QuerySet[Any, Any], order: Order, cursor: str, limit: int) -> Slice:
    """Return up to `limit` rows after the cursor; raises Failure for one that was not given out for this list."""
    ordered = rows.order_by(*order.fields)
    if cursor:
        ordered = ordered.filter(order.after(decoded(order.name, cursor)))
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    kept = found[:limit]
    return Slice(kept, encoded(order.name, order.key_of(kept[-1])) if more else "")


def _signer(name: str) -> signing.Signer:
    return signing.Signer(salt=f"rashomon.api.{name}")


def encoded(name: str, key: Iterable[Any]) -> str:
    """Return a cursor for these values."""
    return _signer(name).sign_object([_plain(value) for value in key])


def decoded(name: str, cursor: str) -> list[Any]:
    """Return the values of a cursor; raises Failure."""
    try:
        key = _signer(name).unsign_object(cursor)
        return [_typed(value) for value in key]
    except (signing.BadSignature, ValueError, TypeError, KeyError):
        fix = "Begin without one, or take it from `next` of the answer before."
        detail = Detail("query.cursor", "This cursor is not one of this list.", fix)
        raise Failure("invalid", "One value is not accepted.", [detail]) from None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


_READERS: dict[str, Callable[[str], Any]] = {"time": datetime.fromisoformat, "day": date.fromisoformat}


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _READERS[kind](text)
    return value


def listing(request: HttpRequest, items: list[dict[str, Any]], cursor: str) -> dict[str, Any]:
    """Return the object that a list is answered with."""
    return {"ok": True, "items": items, "next": next_address(request, cursor) if cursor else None}


def next_address(request: HttpRequest, cursor: str) -> str:
    """Return the full address that goes on from here, with the same filters."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*asked, ('cursor', cursor)])}"
