"""The JSON form of an analysis: documented in docs/json.md, versioned by its first key.

Numbers carry 12 significant digits: what the same file, as-of date, engine and seed give on every machine.
What has no finite value is `null`. Keys are only ever added within a version.
"""

from __future__ import annotations

import math
from typing import Any

from rashomon.analysis import (
    Analysis,
    CellResult,
    EvidenceResult,
    Flip,
    GroupBounds,
    HypothesisResult,
    IndicatorResult,
    LeaveOut,
    OriginResult,
    Posterior,
    ReferenceClassResult,
    ResolvedIndicator,
    TimelinePoint,
    TornadoBar,
    UnitResult,
)
from rashomon.problems import Advice

CONTRACT_VERSION = 1
"""Value of the key `rashomon`; raised only when a key is removed or changes its meaning."""

JsonObject = dict[str, Any]


def analysis_to_json(analysis: Analysis) -> JsonObject:
    """Return the analysis as plain dicts, lists, strings, finite numbers, booleans and None."""
    return {
        "rashomon": CONTRACT_VERSION,
        "engine": analysis.engine,
        "document_sha256": analysis.document_sha256,
        "as_of": analysis.as_of.isoformat() if analysis.as_of else None,
        "seed": analysis.seed,
        "draws": analysis.draws,
        "question": analysis.question,
        "title": analysis.title,
        "leaders": list(analysis.leaders),
        "posterior": {h.id: _hypothesis(h) for h in analysis.hypotheses},
        "evidence": {e.id: _evidence(e) for e in analysis.evidence},
        "units": [_unit(unit) for unit in analysis.units],
        "report_count": analysis.report_count,
        "origins": {origin.source: _origin(origin) for origin in analysis.origins},
        "leave_one_out": [_leave_out(left) for left in analysis.leave_one_out],
        "leave_two_out": [_leave_out(left) for left in analysis.leave_two_out],
        "tornado": [_tornado(bar) for bar in analysis.tornado],
        "flips": [_flip(flip) for flip in analysis.flips],
        "groups": {group.id: _group(group) for group in analysis.groups},
        "next": [_indicator(indicator) for indicator in analysis.next],
        "next_set": list(analysis.greedy_set),
        "resolved": [_resolved(indicator) for indicator in analysis.resolved],
        "reference_classes": {c.id: _reference_class(c) for c in analysis.reference_classes},
        "contaminated": {
            "posterior": _posterior(analysis.contaminated.posterior),
            "changes_leader": analysis.contaminated.changes_leader,
        },
        "conflict": {
            "measure": _number(analysis.conflict.measure),
            "items": list(analysis.conflict.items),
            "alarm": analysis.conflict.alarm,
        },
        "timeline": [_point(point) for point in analysis.timeline],
        "advice": [_advice(advice) for advice in analysis.advice],
    }


def _number(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.12g}")


def _posterior(posterior: Posterior) -> JsonObject:
    return {key: _number(value) for key, value in posterior.items()}


def _hypothesis(result: HypothesisResult) -> JsonObject:
    return {
        "name": result.name,
        "letter": result.letter,
        "probability": _number(result.probability),
        "low": _number(result.low),
        "median": _number(result.median),
        "high": _number(result.high),
        "wide_low": _number(result.wide_low),
        "wide_high": _number(result.wide_high),
        "lead_share": _number(result.lead_share),
        "prior": _number(result.prior),
        "prior_low": _number(result.prior_low),
        "prior_high": _number(result.prior_high),
    }


def _evidence(result: EvidenceResult) -> JsonObject:
    return {
        "statement": result.statement,
        "counted": result.counted,
        "unit": result.unit,
        "group": result.group,
        "likelihood": {key: _cell(cell) for key, cell in result.likelihood.items()},
        "with_reports": _posterior(result.with_reports),
        "bits": _number(result.bits),
        "shapley": _posterior(result.shapley),
        "shapley_se": _posterior(result.shapley_se),
        "reports": result.reports,
        "origins": list(result.origins),
        "surprise": result.surprise,
    }


def _cell(cell: CellResult) -> JsonObject:
    return {
        "mean": _number(cell.mean),
        "low": _number(cell.low),
        "high": _number(cell.high),
        "text": cell.text,
        "word": cell.word,
        "is_ratio": cell.is_ratio,
    }


def _unit(unit: UnitResult) -> JsonObject:
    return {"id": unit.id, "items": list(unit.items), "bits": _number(unit.bits)}


def _origin(origin: OriginResult) -> JsonObject:
    return {"name": origin.name, "reports": list(origin.reports), "items": list(origin.items)}


def _leave_out(left: LeaveOut) -> JsonObject:
    return {
        "kind": left.kind,
        "ids": list(left.ids),
        "posterior": _posterior(left.posterior),
        "leader": list(left.leader),
        "changes_leader": left.changes_leader,
    }


def _tornado(bar: TornadoBar) -> JsonObject:
    return {
        "input": bar.input,
        "low_value": _number(bar.low_value),
        "high_value": _number(bar.high_value),
        "at_low": _number(bar.at_low),
        "at_high": _number(bar.at_high),
    }


def _flip(flip: Flip) -> JsonObject:
    return {
        "input": flip.input,
        "kind": flip.kind,
        "value": _number(flip.value),
        "flips_at": _number(flip.flips_at),
        "new_leader": flip.new_leader,
        "distance": _number(flip.distance),
        "robustness": flip.robustness,
    }


def _group(group: GroupBounds) -> JsonObject:
    return {
        "items": list(group.items),
        "r": _number(group.r),
        "power": _number(group.power),
        "low": _posterior(group.low),
        "high": _posterior(group.high),
        "leaders": list(group.leaders),
        "flagged": group.flagged,
    }


def _indicator(indicator: IndicatorResult) -> JsonObject:
    return {
        "id": indicator.id,
        "statement": indicator.statement,
        "by": indicator.by.isoformat() if indicator.by else None,
        "who": indicator.who,
        "chance": _number(indicator.chance),
        "gain": _number(indicator.gain),
        "if_seen": _posterior(indicator.if_seen),
        "if_not": _posterior(indicator.if_not),
        "leader_changes": _number(indicator.leader_changes),
        "overdue": indicator.overdue,
    }


def _resolved(indicator: ResolvedIndicator) -> JsonObject:
    return {
        "id": indicator.id,
        "statement": indicator.statement,
        "on": indicator.on.isoformat(),
        "outcome": indicator.outcome,
        "chance_before": _number(indicator.chance_before),
        "log_score": _number(indicator.log_score),
    }


def _reference_class(result: ReferenceClassResult) -> JsonObject:
    return {
        "rule": result.rule,
        "share": _number(result.share),
        "effective_n": _number(result.effective_n),
        "base_rate": _posterior(result.base_rate),
    }


def _point(point: TimelinePoint) -> JsonObject:
    return {
        "on": point.on.isoformat() if point.on else None,
        "added": list(point.added),
        "posterior": _posterior(point.posterior),
    }


def _advice(advice: Advice) -> JsonObject:
    place = advice.place
    return {
        "code": advice.code,
        "path": list(advice.path),
        "message": advice.message,
        "fix": advice.fix,
        "place": {"file": place.file, "line": place.line, "column": place.column} if place else None,
    }
