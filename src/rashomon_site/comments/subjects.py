"""What a comment can be about: the parts of a case, each with a lasting key, words, and a place on the case page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from django.core.cache import cache
from django.urls import reverse
from django.utils.http import urlencode

from rashomon import __version__ as engine
from rashomon.explain.words import shortened
from rashomon.model import OTHER, Case, EvidenceItem
from rashomon.results import letter_of
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, PublishedCase

KEPT_SECONDS = 24 * 3600
LONGEST = 90
"""Letters of a name in the words of a subject."""

GROUPS = {
    "hypothesis": "Explanations",
    "evidence": "Evidence",
    "report": "Reports",
    "prediction": "Predictions",
    "parallel": "Parallels",
}
LISTED = ("hypothesis", "evidence", "prediction", "parallel")
"""Offered to everybody; a report or a single number is offered to those who come by its own link."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One part of a case: `key` as in `Comment.about`, `anchor` on the case page."""

    key: str
    words: str
    anchor: str

    @property
    def kind(self) -> str:
        """What sort of part it is: hypothesis, evidence, cell, report, prediction or parallel."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Every part of one revision."""

    by_key: dict[str, Subject]

    def find(self, key: str) -> Subject | None:
        """Return the part with this key, None if the revision has none."""
        return self.by_key.get(key)

    def offered(self, chosen: str = "") -> list[tuple[str, list[Subject]]]:
        """Return what a form offers, under the name of its group; what is chosen already is always among it."""
        shown = [one for one in self.by_key.values() if one.kind in LISTED]
        groups = [(GROUPS[kind], list(rows)) for kind, rows in groupby(shown, key=lambda one: one.kind)]
        special = self.find(chosen)
        return [("Chosen", [special]), *groups] if special and special.kind not in LISTED else groups


def subjects_of(case: PublishedCase) -> Subjects:
    """Return what a comment on the case can be about now: the parts of the revision that readers see."""
    revision = case.published_revision
    return subjects_in(revision) if revision else Subjects({})


def subjects_in(revision: CaseRevision) -> Subjects:
    """Return the parts of a revision; one that is not sound has none."""
    if not revision.document_sha256:
        return Subjects({})
    key = f"comment-subjects:{revision.document_sha256}:{engine}"
    kept: list[tuple[str, str, str]] | None = cache.get(key)
    if kept is None:
        kept = [(one.key, one.words, one.anchor) for one in parts_of(case_of(revision))]
        cache.set(key, kept, KEPT_SECONDS)
    return Subjects({one[0]: Subject(*one) for one in kept})


def write_address(slug: str, key: str = "", reply: int | None = None) -> str:
    """Return the address of the form for a comment about something, or in reply to one."""
    asked = {"about": key, "reply": reply or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("comments:write", args=[slug])
    return f"{address}?{query}" if query else address


def parts_of(case: Case) -> Iterator[Subject]:
    """Yield every part of a case, kind after kind."""
    named = _hypotheses(case)
    for id, words in named.items():
        yield Subject(f"hypothesis:{id}", f"Explanation {words}", f"x-{id}")
    for place, item in enumerate(case.evidence, 1):
        yield Subject(f"evidence:{item.id}", f"Item {place}: {_title(item)}", f"e-{item.id}")
    for place, item in enumerate(case.evidence, 1):
        yield from _inside(item, place, named, {source.id: source.name for source in case.sources})
    for place, indicator in enumerate(case.indicators, 1):
        words = f"Prediction P{place}: {_short(indicator.statement)}"
        yield Subject(f"prediction:{indicator.id}", words, f"p-{indicator.id}")
    for group in case.reference_classes:
        for parallel in group.parallels:
            key = f"parallel:{group.id}:{_digest(parallel.event)}"
            yield Subject(key, f"Parallel: {_short(parallel.event)}", "parallels")


def _hypotheses(case: Case) -> dict[str, str]:
    """Return letter and name by id, with the catch-all last, lettered as the library does."""
    named = [h for h in case.hypotheses if h.id != OTHER]
    found = {h.id: f"{letter_of(place)}: {_short(h.name)}" for place, h in enumerate(named)}
    others = [h.name for h in case.hypotheses if h.id == OTHER]
    if others or not case.exhaustive:
        found[OTHER] = f"?: {others[0] if others else 'Something else'}"
    return found


def _inside(item: EvidenceItem, place: int, named: dict[str, str], sources: dict[str, str]) -> Iterator[Subject]:
    """Yield the numbers of an item, one for each explanation, and its reports."""
    for id, words in named.items():
        number = f"Item {place} ({_title(item)}) under explanation {words}"
        yield Subject(f"cell:{item.id}:{id}", number, f"e-{item.id}")
    for report in item.reports:
        by = _short(sources.get(report.source, report.source))
        yield Subject(f"report:{report.id}", f"What {by} says on item {place} ({_title(item)})", f"e-{item.id}")


def _title(item: EvidenceItem) -> str:
    return _short(item.title or item.statement)


def _short(text: str) -> str:
    return shortened(text.rstrip("."), LONGEST)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
