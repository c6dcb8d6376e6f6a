"""What everything in a case is called: names, letters, item numbers, and what-if paths in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.analysis import Analysis
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.words import shortened
from rashomon.model import Case, EvidenceItem, Report

TITLE_LENGTH = 80
"""Longest item title in a sentence; a longer statement is cut at a word."""

_ARTICLES = ("A ", "An ", "The ")


@dataclass(frozen=True)
class Naming:
    """Names for one case and its analysis. Ids that the case does not hold are named by themselves."""

    case: Case
    analysis: Analysis
    _items: dict[str, EvidenceItem] = field(init=False, repr=False)
    _numbers: dict[str, int] = field(init=False, repr=False)
    _reports: dict[str, Report] = field(init=False, repr=False)
    _sources: dict[str, str] = field(init=False, repr=False)
    _groups: dict[str, str] = field(init=False, repr=False)
    _hypotheses: dict[str, tuple[str, str]] = field(init=False, repr=False)
    _indicators: dict[str, tuple[int, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        case, analysis = self.case, self.analysis
        tables = {
            "_items": {item.id: item for item in case.evidence},
            "_numbers": {item.id: place for place, item in enumerate(case.evidence, 1)},
            "_reports": {report.id: report for item in case.evidence for report in item.reports},
            "_sources": {source.id: source.name for source in case.sources},
            "_groups": {group.id: group.name or group.id for group in case.groups},
            "_hypotheses": {h.id: (h.name, h.letter) for h in analysis.hypotheses},
            "_indicators": {i.id: (place, i.statement) for place, i in enumerate(case.indicators, 1)},
        }
        for name, table in tables.items():
            object.__setattr__(self, name, table)

    def hypothesis(self, key: str) -> Mention:
        """Name an explanation, with its letter."""
        name, letter = self._hypotheses.get(key, (key, ""))
        return Mention("hypothesis", key, name, letter)

    def item(self, key: str) -> Mention:
        """Name an evidence item by its title, or its statement cut short, with its number.

        A resolved indicator counts as an item, and is named as the prediction that it was: P1, P2, …
        """
        item = self._items.get(key)
        if item is None and key in self._indicators:
            return self.indicator(key)
        title = (item.title or shortened(item.statement.rstrip("."), TITLE_LENGTH)) if item else key
        return Mention("evidence", key, title, str(self._numbers.get(key, "")))

    def indicator(self, key: str) -> Mention:
        """Name an indicator by its statement, with its number among the predictions."""
        place, statement = self._indicators[key]
        return Mention("indicator", key, shortened(statement.rstrip("."), TITLE_LENGTH), f"P{place}")

    def source_name(self, key: str) -> str:
        """Return a source's name as the case writes it."""
        return self._sources.get(key, key)

    def source(self, key: str) -> Mention:
        """Name a source as it reads inside a sentence: a leading article loses its capital."""
        return Mention("source", key, _inside(self._sources.get(key, key)))

    def group(self, key: str) -> Mention:
        """Name a group of items."""
        return Mention("group", key, self._groups.get(key, key))

    def report(self, key: str) -> Sentence:
        """Name a report by its source."""
        report = self._reports.get(key)
        if report is None:
            return say(f"report {key}")
        return say("the report ", Mention("report", key, key), " by ", self.source(report.source))

    def unit(self, key: str) -> Sentence:
        """Name the items of a unit."""
        units = [unit for unit in self.analysis.units if unit.id == key]
        return say(self.item(units[0].items[0] if units else key))

    def input(self, path: str) -> Sentence:
        """Put a what-if path in words, as the subject of "is" or "falls from"."""
        head, _, rest = path.partition(".")
        if head == "evidence":
            return self._evidence_input(path, rest)
        if head == "sources":
            source, key = _split(rest, self._sources)
            return say(_SOURCE_WORDS.get(key.split(".")[0], f"`{key}` of "), self.source(source))
        if head == "hypotheses":
            hypothesis, _ = _split(rest, self._hypotheses)
            return say("the starting odds of ", self.hypothesis(hypothesis))
        return say(f"`{path}`")

    def is_ratio(self, path: str) -> bool:
        """Whether the input that a what-if path names is stated as a ratio."""
        return any(
            cell.is_ratio and path == f"evidence.{item.id}.likelihood.{key}"
            for item in self.analysis.evidence
            for key, cell in item.likelihood.items()
        )

    def _evidence_input(self, path: str, rest: str) -> Sentence:
        item, key = _split(rest, self._items)
        field_name, _, last = key.partition(".")
        if not key:
            return say("the factor of ", self.item(item), " for the leader")
        if field_name == "likelihood":
            kind = "the ratio of " if self.is_ratio(path) else "the chance of "
            return say(kind, self.item(item), " under ", self.hypothesis(last))
        if field_name == "otherwise":
            return say("the chance of ", self.item(item), " otherwise, under ", self.hypothesis(last))
        if field_name == "reports":
            report, report_key = _split(last, self._reports)
            words = _SOURCE_WORDS.get(report_key.split(".")[0], f"`{report_key}` of ")
            return say(words, self.report(report), " on ", self.item(item))
        return say(f"`{key}` of ", self.item(item))


_SOURCE_WORDS = {
    "reliability": "the reliability of ",
    "says_regardless": "the chance of the same words without knowledge from ",
    "hit_rate": "the hit rate of ",
    "false_alarm_rate": "the false-alarm rate of ",
    "copy": "the chance of mere repetition in ",
}


def _split(rest: str, known: Iterable[str]) -> tuple[str, str]:
    """Part an id from the key after it; ids may hold dots, so the longest known one wins."""
    fits = [key for key in known if rest == key or rest.startswith(f"{key}.")]
    found = max(fits, key=len, default=rest.partition(".")[0])
    return found, rest[len(found) + 1 :]


def _inside(name: str) -> str:
    return name[0].lower() + name[1:] if name.startswith(_ARTICLES) else name
