"""The nearest known name to one that is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

MOST_COMPARED = 1000
LONGEST_COMPARED = 80


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `name` was most likely meant to be, or None if none is near.

    At most MOST_COMPARED names are looked at, so that a hostile file cannot make this slow.
    """
    from difflib import get_close_matches

    candidates = list(islice(known, MOST_COMPARED))
    near = get_close_matches(name[:LONGEST_COMPARED].lower(), candidates, n=1, cutoff=0.6)
    return near[0] if near else None


def hint(name: str, known: Iterable[str]) -> str:
    """Return ": did you mean `x`?", or nothing if no known name is near."""
    near = nearest(name, known)
    return f": did you mean `{near}`?" if near else ""
