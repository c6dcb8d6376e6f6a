"""What was known by a day (docs/methods.md section 4, Time)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rashomon.model import Case, EvidenceItem, Indicator, Report


def established_by(item: EvidenceItem, day: date | None) -> bool | None:
    """Return what is established about an item by `day` (None: by now), or None if nothing is."""
    since = item.known_on or item.on
    return item.established if day is None or since is None or since <= day else None


def known_reports(reports: Iterable[Report], day: date | None) -> tuple[Report, ...]:
    """Return the reports known by `day`, parents before children; one via a report not yet known waits for it."""
    waiting = {r.id: r for r in reports if day is None or r.on is None or r.on <= day}
    known: dict[str, Report] = {}
    ready = [r for r in waiting.values() if r.via is None]
    children: dict[str, list[Report]] = {}
    for report in waiting.values():
        if report.via is not None:
            children.setdefault(report.via, []).append(report)
    while ready:
        report = ready.pop(0)
        known[report.id] = report
        ready.extend(children.get(report.id, ()))
    return tuple(known.values())


def resolved_by(indicator: Indicator, day: date | None) -> bool:
    """Return whether the indicator has a resolution that was known by `day`."""
    return indicator.resolved is not None and (day is None or indicator.resolved.on <= day)


def resolved_item(indicator: Indicator) -> EvidenceItem | None:
    """Return the established item a resolved indicator becomes (methods section 7), or None if it is unclear."""
    resolution = indicator.resolved
    if resolution is None or resolution.outcome == "unclear":
        return None
    return EvidenceItem(
        id=indicator.id,
        statement=indicator.statement,
        on=resolution.on,
        established=resolution.outcome == "seen",
        likelihood=indicator.likelihood,
        why=indicator.why,
    )


def all_items(case: Case, day: date | None) -> tuple[EvidenceItem, ...]:
    """Return the evidence items, and after them the indicators resolved by `day` as items."""
    resolved = [resolved_item(i) for i in case.indicators if resolved_by(i, day)]
    return (*case.evidence, *(item for item in resolved if item is not None))


def milestones(case: Case) -> tuple[date, ...]:
    """Return every day on which something became known, in order."""
    days = {item.known_on or item.on for item in case.evidence if item.established is not None}
    days |= {report.on for item in case.evidence for report in item.reports}
    days |= {i.resolved.on for i in case.indicators if i.resolved is not None}
    return tuple(sorted(day for day in days if day is not None))
