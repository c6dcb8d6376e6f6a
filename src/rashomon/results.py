"""Turn arrays into the parts of an Analysis."""

from __future__ import annotations

import numpy as np

from rashomon.analysis import (
    CellResult,
    EvidenceResult,
    HypothesisResult,
    OriginResult,
    ReferenceClassResult,
    UnitResult,
)
from rashomon.inference.draws import Band
from rashomon.inference.inputs import Floats
from rashomon.inference.model import CompiledItem, Model
from rashomon.inference.posterior import as_dict
from rashomon.inference.priors import class_priors, prior_masses
from rashomon.model import OTHER, EvidenceItem, Indicator, nearest_word
from rashomon.provenance.origins import find_origins, origins_of
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.doubt import improbable_items
from rashomon.sensitivity.shapley import ShapleyValues
from rashomon.sensitivity.weight import own_likelihoods

SOMETHING_ELSE = "Something else"


def hypothesis_results(baseline: Baseline, own: Band, wide: Band) -> tuple[HypothesisResult, ...]:
    """Return one result for each hypothesis, in document order, the catch-all last."""
    model = baseline.model
    names = {h.id: h.name for h in model.case.hypotheses}
    masses, rest = prior_masses(model, baseline.values)
    priors = np.append(masses[:, 0], rest[0, 0])
    return tuple(
        HypothesisResult(
            id=id,
            name=names.get(id, SOMETHING_ELSE),
            letter="?" if id == OTHER else letter_of(k),
            prior=float(priors[k]),
            probability=float(baseline.posterior[k]),
            low=float(own.low[k]),
            median=float(own.median[k]),
            high=float(own.high[k]),
            wide_low=float(wide.low[k]),
            wide_high=float(wide.high[k]),
            lead_share=float(own.lead_share[k]),
            prior_low=float(own.prior_low[k]),
            prior_high=float(own.prior_high[k]),
        )
        for k, id in enumerate(model.hypotheses)
    )


def letter_of(place: int) -> str:
    """Return the letter of the hypothesis at that place in the file, counted from 0: A to Z, then A1, B1, …"""
    return chr(ord("A") + place % 26) + (str(place // 26) if place >= 26 else "")


def evidence_results(
    baseline: Baseline, units: tuple[UnitResult, ...], shapley: ShapleyValues
) -> tuple[EvidenceResult, ...]:
    """Return one result for each item of the document, then for each resolved indicator, counted or not."""
    model = baseline.model
    compiled = {item.id: item for item in model.items}
    own, improbable = own_likelihoods(baseline), improbable_items(baseline)
    entries: list[EvidenceItem | Indicator] = [*model.case.evidence]
    entries += [i for i in model.case.indicators if i.id in compiled]
    return tuple(
        _evidence(baseline, entry, compiled.get(entry.id), own, improbable, units, shapley) for entry in entries
    )


def _evidence(
    baseline: Baseline,
    entry: EvidenceItem | Indicator,
    item: CompiledItem | None,
    own: Floats,
    improbable: tuple[str, ...],
    units: tuple[UnitResult, ...],
    shapley: ShapleyValues,
) -> EvidenceResult:
    if item is None or not item.counted:
        return _uncounted(entry)
    model, unit = baseline.model, baseline.model.unit_of[item.position]
    cells = _cells(baseline, entry, item)
    tied = sum(1 for i in model.units[unit].items if model.items[i].counted)
    return EvidenceResult(
        id=item.id,
        statement=entry.statement,
        counted=True,
        unit=units[unit].id,
        group=None if item.group is None else model.groups[item.group].id,
        likelihood=cells,
        with_reports=as_dict(model, own[item.position]),
        bits=units[unit].bits if len(units[unit].items) == 1 else None,
        shapley=as_dict(model, shapley.value[unit] / tied),
        shapley_se=as_dict(model, shapley.error[unit] / tied),
        reports=sum(1 for r in item.reports if r.said is not None),
        origins=origins_of(item),
        surprise=item.id in improbable,
    )


def _uncounted(entry: EvidenceItem | Indicator) -> EvidenceResult:
    return EvidenceResult(entry.id, entry.statement, False, entry.id, None, {}, {}, None, {}, {}, 0, (), False)


def _cells(baseline: Baseline, entry: EvidenceItem | Indicator, item: CompiledItem) -> dict[str, CellResult]:
    model = baseline.model
    values = baseline.values.rows[item.row][:, 0].tolist()
    ids = (*model.named, OTHER)
    cells = {}
    for h, mean in zip(ids, values, strict=False):
        quantity = entry.likelihood[h]
        word = "" if quantity.is_ratio else nearest_word(mean)
        cells[h] = CellResult(mean, quantity.low, quantity.high, quantity.text, word, quantity.is_ratio)
    if model.has_other and OTHER not in cells:
        cells[OTHER] = _unrated(baseline, values, item)
    return cells


def _unrated(baseline: Baseline, values: list[float], item: CompiledItem) -> CellResult:
    """As likely as the named make it, with the least and the greatest named cell as its range (section 10.2)."""
    prior = np.exp(baseline.weights.log_prior)
    mean = float(prior @ np.array(values) / prior.sum()) if prior.sum() > 0 else float(np.mean(values))
    word = "" if item.is_ratio else nearest_word(mean)
    return CellResult(mean, min(values), max(values), "", word, item.is_ratio)


def origin_results(model: Model) -> tuple[OriginResult, ...]:
    """Return the independent origins with everything that hangs from each."""
    names = {s.id: s.name for s in model.case.sources}
    return tuple(
        OriginResult(
            source=origin.source,
            name=names[origin.source],
            reports=tuple(r.id for i in origin.items for r in model.items[i].reports if r.id in origin.reports),
            items=tuple(model.items[i].id for i in origin.items),
        )
        for origin in find_origins(model)
    )


def reference_class_results(model: Model) -> tuple[ReferenceClassResult, ...]:
    """Return the base rate of each reference class that says how its parallels ended."""
    usable = [c for c in model.case.reference_classes if any(p.ended is not None for p in c.parallels)]
    found = []
    for reference, prior in zip(usable, class_priors(model.case, model.named), strict=True):
        alpha = np.array(prior.alpha)
        size = sum(p.weight for p in reference.parallels if p.ended is not None)
        rates = as_dict(model, alpha / alpha.sum())
        found.append(ReferenceClassResult(reference.id, reference.rule, prior.share, size, rates))
    return tuple(found)
