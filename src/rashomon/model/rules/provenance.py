"""Reports: who had it from whom (docs/methods.md section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.case import EvidenceItem, Report
from rashomon.model.rules.circles import circle_in_words, circles
from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem

SAYING = {"reports": "reports", "denies": "denies", "silent": "is silent about"}


def known_sources(index: CaseIndex) -> Iterator[Problem]:
    """Every report names a source of the case."""
    for path, _, report in index.reports():
        if report.source not in index.sources:
            known = hint(report.source, index.sources)
            yield problem("unknown-source", (*path, "source"), id=report.source, hint=known)


def reports_by_instruments(index: CaseIndex) -> Iterator[Problem]:
    """An instrument works or fails once, so no single report of it has its own reliability."""
    for path, _, report in index.reports():
        source = index.sources.get(report.source)
        if source is not None and source.one_instrument and report.reliability is not None:
            yield problem("instrument-reliability", (*path, "reliability"), owner=report.id, source=source.id)


def unseen_reports(index: CaseIndex) -> Iterator[Problem]:
    """What an unseen report said is not known."""
    for path, _, report in index.reports():
        if not report.seen and "says" in report.model_fields_set:
            yield problem("unseen-says", (*path, "says"), owner=report.id)


def chains(index: CaseIndex) -> Iterator[Problem]:
    """`via` names a report on the same item, `copy` needs it, and a sure repeat says the same."""
    for i, item in enumerate(index.case.evidence):
        known = {report.id: report for report in reversed(item.reports)}
        for j, report in enumerate(item.reports):
            path: Path = ("evidence", i, "reports", j)
            if report.via is None and report.copying is not None:
                yield problem("copy-without-via", (*path, "copy"), owner=report.id)
            elif report.via in known:
                yield from _repeat(report, known[report.via], path)
            elif report.via is not None:
                yield _unknown_via(index, item, report, report.via, (*path, "via"))


def _unknown_via(index: CaseIndex, item: EvidenceItem, report: Report, via: str, path: Path) -> Problem:
    there = index.item_of_report.get(via)
    if there is not None:
        return problem("via-other-item", path, owner=report.id, id=via, there=there, here=item.id)
    others = [r.id for r in item.reports if r.id != report.id]
    return problem("unknown-report", path, id=via, hint=hint(via, others))


def _repeat(report: Report, via: Report, path: Path) -> Iterator[Problem]:
    if not via.seen:
        if report.copying is not None:
            yield problem("copy-of-unseen", (*path, "copy"), owner=report.id, id=via.id)
        return
    sure = report.copying is None or (report.copying.low >= 1 and not report.copying.is_ratio)
    if sure and report.seen and (report.says == "reports") != (via.says == "reports"):
        facts = {"says": SAYING[report.says], "via_says": SAYING[via.says]}
        yield problem("repeat-differs", path, owner=report.id, id=via.id, **facts)


def circles_of_via(index: CaseIndex) -> Iterator[Problem]:
    """No report comes, by any way, from itself."""
    for i, item in enumerate(index.case.evidence):
        known = {report.id: j for j, report in reversed(list(enumerate(item.reports)))}
        leads_to = {report.id: report.via for report in item.reports if report.via in known and report.via}
        for circle in circles(leads_to):
            words = circle_in_words(circle, "came via", "via")
            yield problem("circle-of-via", ("evidence", i, "reports", known[circle[0]], "via"), circle=words)


RULES = (known_sources, reports_by_instruments, unseen_reports, chains, circles_of_via)
