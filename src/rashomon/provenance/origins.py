"""Origins: sources with at least one report that came from no other, and what hangs from them (methods section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.inference.model import CompiledItem, CompiledReport, Model


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that others had it from: its first-hand reports and everything that came via them."""

    source: str
    reports: frozenset[str]
    items: tuple[int, ...]


def origin_reports(reports: Iterable[CompiledReport]) -> dict[str, str]:
    """Map each report to the source of the first report in its chain; parents stand before children."""
    found: list[str] = []
    named: dict[str, str] = {}
    for report in reports:
        found.append(report.source if report.via is None else found[report.via])
        named[report.id] = found[-1]
    return named


def origins_of(item: CompiledItem) -> tuple[str, ...]:
    """Return the source ids of an item's independent origins, in order of appearance."""
    return tuple(dict.fromkeys(origin_reports(item.reports).values()))


def find_origins(model: Model) -> tuple[Origin, ...]:
    """Return every origin with all that hangs from it, in order of appearance."""
    reports: dict[str, set[str]] = {}
    items: dict[str, list[int]] = {}
    for item in model.items:
        for report, source in origin_reports(item.reports).items():
            reports.setdefault(source, set()).add(report)
            if item.position not in items.setdefault(source, []):
                items[source].append(item.position)
    return tuple(Origin(s, frozenset(reports[s]), tuple(items[s])) for s in reports)
