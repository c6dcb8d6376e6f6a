"""Advice on sources, reports and dates."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.advice.words import advise, name_some
from rashomon.model.case import Case, Report, Source
from rashomon.problems import Advice, Path

SHORT_QUOTE = 20
"""Characters; two sources may well use the same few words."""


def _reports(case: Case) -> Iterator[tuple[Path, Report]]:
    for i, item in enumerate(case.evidence):
        for j, report in enumerate(item.reports):
            yield ("evidence", i, "reports", j), report


def graded_sources(case: Case) -> Iterator[Advice]:
    """A source whose reports count needs a reliability of some kind."""
    used = {report.source for _, report in _reports(case) if report.reliability is None}
    for i, source in enumerate(case.sources):
        stated = source.reliability is not None or source.hit_rate is not None
        if source.id in used and not stated and source.grade is None:
            yield advise("ungraded-source", ("sources", i), id=source.id)
        elif source.grade is not None and source.reliability is not None:
            yield advise("grade-not-used", ("sources", i, "grade"), id=source.id)


def ends_of_ranges(case: Case) -> Iterator[Advice]:
    """An end of 0 or 1 in a reliability is read as nearly so."""
    for i, source in enumerate(case.sources):
        yield from _ends(source, ("reliability", "hit_rate", "false_alarm_rate", "says_regardless"), ("sources", i))
    for path, report in _reports(case):
        yield from _ends(report, ("reliability", "says_regardless"), path)


def _ends(part: Source | Report, keys: tuple[str, ...], path: Path) -> Iterator[Advice]:
    for key in keys:
        value = getattr(part, key)
        for at, cell in value.items() if isinstance(value, dict) else [(None, value)]:
            if cell is not None and not cell.is_point and (cell.low == 0 or cell.high == 1):
                where = (*path, key) if at is None else (*path, key, at)
                yield advise("end-of-range", where, text=cell.text)


def same_source_twice(case: Case) -> Iterator[Advice]:
    """Two reports by one ordinary source on one item are seldom independent."""
    instruments = {source.id for source in case.sources if source.one_instrument}
    for i, item in enumerate(case.evidence):
        first: dict[str, Report] = {}
        for j, report in enumerate(item.reports):
            if report.via is not None or report.source in instruments:
                continue
            earlier = first.setdefault(report.source, report)
            if earlier is not report:
                path = ("evidence", i, "reports", j)
                ids = {"a": earlier.id, "b": report.id, "source": report.source, "item": item.id}
                yield advise("same-source-twice", path, **ids)


def likely_copies(case: Case) -> Iterator[Advice]:
    """Reports on one item with one quotation or one address probably have one origin."""
    for i, item in enumerate(case.evidence):
        first: dict[tuple[str, str], Report] = {}
        for j, report in enumerate(item.reports):
            for what, mark in _marks(report):
                earlier = first.setdefault((what, mark), report)
                if earlier.source != report.source and report.via is None and earlier.via is None:
                    path = ("evidence", i, "reports", j)
                    yield advise("likely-copy", path, a=earlier.id, b=report.id, what=what)
                    break


def _marks(report: Report) -> Iterator[tuple[str, str]]:
    quote = " ".join((report.quote or "").casefold().split())
    if len(quote) >= SHORT_QUOTE:
        yield "quotation", quote
    if report.url:
        yield "address", report.url.rstrip("/")


def unused_unseen(case: Case) -> Iterator[Advice]:
    """A report known through nobody tells nothing."""
    passed_on = {report.via for _, report in _reports(case)}
    for path, report in _reports(case):
        if not report.seen and report.id not in passed_on:
            yield advise("unused-unseen", path, id=report.id)


def repeats_before(case: Case) -> Iterator[Advice]:
    """Nobody repeats what has not been said yet."""
    dated = {report.id: report.on for _, report in _reports(case)}
    for path, report in _reports(case):
        via_on = dated.get(report.via or "")
        if report.via and report.on and via_on and report.on < via_on:
            facts = {"on": report.on, "via": report.via, "via_on": via_on}
            yield advise("repeat-before", (*path, "on"), owner=report.id, **facts)


def undated(case: Case) -> Iterator[Advice]:
    """What has no date is known from the start, which matters once there is an as-of date."""
    if case.as_of is None:
        return
    settled = [(("evidence", i), e) for i, e in enumerate(case.evidence) if e.established is not None]
    items: list[tuple[Path, str]] = [(path, e.id) for path, e in settled if not (e.on or e.known_on)]
    reports: list[tuple[Path, str]] = [(path, r.id) for path, r in _reports(case) if r.on is None]
    for found, kind in ((items, "established item"), (reports, "report")):
        if found:
            one = len(found) == 1
            what = f"one {kind} has" if one else f"{len(found)} {kind}s have"
            names = name_some([id for _, id in found])
            facts = {"what": what, "count": "counts" if one else "count", "names": names}
            yield advise("undated", found[0][0], as_of=case.as_of, **facts)


CHECKS = (
    graded_sources,
    ends_of_ranges,
    same_source_twice,
    likely_copies,
    unused_unseen,
    repeats_before,
    undated,
)
