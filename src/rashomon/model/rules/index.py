"""A case with its ids looked up once."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.case import Case, EvidenceItem, Report, Source
from rashomon.problems import Path

OTHER = "other"


class CaseIndex:
    """What the rules look up. Of two parts with one id the first is kept; the other is a problem."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.named = tuple(dict.fromkeys(h.id for h in case.hypotheses if h.id != OTHER))
        ids = self.named if case.exhaustive else (*self.named, OTHER)
        self.hypotheses = dict.fromkeys(ids)
        self.sources: dict[str, Source] = {s.id: s for s in reversed(case.sources)}
        self.items: dict[str, EvidenceItem] = {e.id: e for e in reversed(case.evidence)}
        self.indicators = dict.fromkeys(x.id for x in case.indicators)
        self.item_of_report = {r.id: e.id for e in reversed(case.evidence) for r in e.reports}
        self.with_otherwise_on = {
            e.given: e.id for e in reversed(case.evidence) if e.otherwise is not None and e.given is not None
        }

    def reports(self) -> Iterator[tuple[Path, EvidenceItem, Report]]:
        """Yield path, item and report, in document order."""
        for i, item in enumerate(self.case.evidence):
            for j, report in enumerate(item.reports):
                yield ("evidence", i, "reports", j), item, report
