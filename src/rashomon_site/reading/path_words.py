"""Places in a case document, in words: "evidence.speech.likelihood.staged" is item 2, how expected if staged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rashomon.explain.words import shortened
from rashomon.model import OTHER
from rashomon.results import letter_of

TITLE_LENGTH = 90
PARTS = {
    "archive": "archived copy",
    "as_of": "counts what was known by",
    "authors": "authors",
    "bio": "about the author",
    "body": "article",
    "by": "by when",
    "copy": "chance that it only repeats",
    "credibility": "credibility",
    "established": "established",
    "exhaustive": "why no explanation can be missing",
    "false_alarm_rate": "false-alarm rate",
    "given": "rated in the knowledge of",
    "hit_rate": "hit rate",
    "items": "items",
    "known_on": "known from",
    "likelihood": "how expected",
    "on": "date",
    "one_instrument": "works or fails as one instrument",
    "otherwise": "how expected otherwise",
    "parallels": "parallels",
    "prior": "starting odds",
    "proposed_by": "put forward by",
    "quote": "quotation",
    "related": "how far its items repeat one another",
    "resolved": "how it came out",
    "says": "what it says",
    "says_regardless": "chance of the same words without knowledge",
    "seen": "seen at first hand",
    "selected_by": "items that chose it",
    "source": "whose report it is",
    "suggested_by": "suggested by",
    "url": "address",
    "via": "had it from",
    "who": "who could find out",
    "why": "reason given",
    "widening": "widening of all ranges",
}
"""What pages call the keys of a document; the others go by their own name."""
SECTIONS = {
    "hypotheses": "Explanation",
    "sources": "Source",
    "evidence": "Evidence",
    "groups": "Group",
    "reference_classes": "Comparison class",
    "indicators": "Prediction",
}
PER_HYPOTHESIS = ("likelihood", "otherwise", "says_regardless")
THE_CASE = "The case"


@dataclass(frozen=True, slots=True)
class Names:
    """What everything in two versions of a case is called; the newer version's words win."""

    entries: dict[tuple[str, str], str]
    hypotheses: dict[str, tuple[str, str]]
    reports: dict[str, str]

    @classmethod
    def of(cls, before: dict[str, Any], after: dict[str, Any]) -> Names:
        """Collect the names of two documents."""
        entries: dict[tuple[str, str], str] = {}
        reports: dict[str, str] = {}
        for document in (before, after):
            for section in SECTIONS:
                for number, entry in enumerate(document.get(section, []), 1):
                    entries[section, entry["id"]] = _entry_name(section, number, entry)
            reports |= _reports(document)
        return cls(entries, _letters(before) | _letters(after), reports)

    def hypothesis(self, id: str) -> tuple[str, str]:
        """Return letter and name of an explanation."""
        return self.hypotheses.get(id, ("?", "Something else") if id == OTHER else ("", id))

    def place(self, path: str) -> tuple[str, str]:
        """Return what a path leads to: the thing, and the part of it ("" for the whole)."""
        section, _, rest = path.partition(".")
        if section not in SECTIONS or not rest:
            return THE_CASE, _part(path)
        id, tail = _split(rest, (key for name, key in self.entries if name == section))
        return self.entries.get((section, id), id), self._tail(tail)

    def _tail(self, tail: str) -> str:
        key, _, rest = tail.partition(".")
        if key == "reports" and rest:
            report, last = _split(rest, self.reports)
            words = f"report by {self.reports.get(report, report)}"
            return f"{words}, {self._tail(last)}" if last else words
        if key in PER_HYPOTHESIS and rest:
            return f"{_part(key)} if “{self.hypothesis(rest)[1]}”"
        return ", ".join(_part(part) for part in tail.split(".")) if tail else ""


def _entry_name(section: str, number: int, entry: dict[str, Any]) -> str:
    keys = ("title", "name", "statement", "rule")
    name = next((entry[key] for key in keys if entry.get(key)), entry["id"])
    mark = f" {number}" if section == "evidence" else ""
    return f"{SECTIONS[section]}{mark}: {shortened(str(name).rstrip('.'), TITLE_LENGTH)}"


def _letters(document: dict[str, Any]) -> dict[str, tuple[str, str]]:
    named = [entry for entry in document.get("hypotheses", []) if entry["id"] != OTHER]
    letters = {entry["id"]: (letter_of(place), entry["name"]) for place, entry in enumerate(named)}
    for entry in document.get("hypotheses", []):
        if entry["id"] == OTHER:
            letters[OTHER] = ("?", entry["name"])
    return letters


def _reports(document: dict[str, Any]) -> dict[str, str]:
    sources = {entry["id"]: entry["name"] for entry in document.get("sources", [])}
    items = document.get("evidence", [])
    return {
        report["id"]: sources.get(report["source"], report["source"])
        for item in items
        for report in item.get("reports", [])
    }


def _part(key: str) -> str:
    return PARTS.get(key, key.replace("_", " "))


def _split(rest: str, known: Iterable[str]) -> tuple[str, str]:
    """Part an id from what follows; ids may hold dots, so the longest known one wins."""
    fits = [key for key in known if rest == key or rest.startswith(f"{key}.")]
    found = max(fits, key=len, default=rest.partition(".")[0])
    return found, rest[len(found) + 1 :]
