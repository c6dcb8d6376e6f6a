"""Circles in chains where each thing names at most one other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def circles(leads_to: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle once, from the member that comes first in `leads_to`; linear in its size."""
    done: set[str] = set()
    for start in leads_to:
        walk: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in walk:
            walk[here] = None
            here = leads_to.get(here)
        if here is not None and here in walk:
            members = tuple(walk)
            yield members[members.index(here) :]
        done.update(walk)


def circle_in_words(circle: tuple[str, ...], verb: str, short: str, shown: int = 6) -> str:
    """Write "r3 came via r7 and r7 via r3"; a long circle is cut in the middle."""
    if len(circle) == 1:
        return f"{circle[0]} {verb} itself"
    links = [f"{a} {short} {b}" for a, b in zip(circle, (*circle[1:], circle[0]), strict=True)]
    links[0] = f"{circle[0]} {verb} {circle[1]}"
    if len(links) > shown:
        links = [*links[: shown - 1], "…", links[-1]]
    return f"{', '.join(links[:-1])} and {links[-1]}"
