"""Groups of items that partly repeat one another (docs/methods.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.case import EvidenceItem, Group
from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem


def known_members(index: CaseIndex) -> Iterator[Problem]:
    """A group names evidence items, each once."""
    for i, group in enumerate(index.case.groups):
        seen: set[str] = set()
        for j, id in enumerate(group.items):
            path = ("groups", i, "items", j)
            if id not in index.items:
                yield problem("unknown-item", path, id=id, hint=hint(id, index.items))
            elif id in seen:
                yield problem("item-twice-in-group", path, id=id, owner=group.id)
            seen.add(id)


def one_group_each(index: CaseIndex) -> Iterator[Problem]:
    """An item stands in at most one group."""
    first: dict[str, int] = {}
    for i, group in enumerate(index.case.groups):
        for j, id in enumerate(group.items):
            at = first.setdefault(id, i)
            if at != i:
                names = {"first": index.case.groups[at].id, "second": group.id}
                yield problem("item-in-two-groups", ("groups", i, "items", j), id=id, **names)


def fit_for_a_group(index: CaseIndex) -> Iterator[Problem]:
    """No member is given another, has an `otherwise`, or carries one of another item."""
    for i, group in enumerate(index.case.groups):
        members = set(group.items)
        for j, id in enumerate(group.items):
            if id in index.items:
                yield from _member(index, group, members, index.items[id], ("groups", i, "items", j))


def _member(index: CaseIndex, group: Group, members: set[str], item: EvidenceItem, path: Path) -> Iterator[Problem]:
    if item.given in members and item.given != item.id:
        yield problem("given-in-group", path, id=item.id, given=item.given, owner=group.id)
    if item.otherwise is not None:
        yield problem("otherwise-in-group", path, id=item.id, owner=group.id)
    if item.id in index.with_otherwise_on:
        by = index.with_otherwise_on[item.id]
        yield problem("otherwise-on-grouped", path, id=item.id, owner=group.id, by=by)


RULES = (known_members, one_group_each, fit_for_a_group)
