"""Weigh a case: the one function that terminal, page and API call."""

from __future__ import annotations

from datetime import date

from rashomon import __version__
from rashomon.analysis import Analysis
from rashomon.foresight.gain import greedy_set, rank_indicators, score_resolved
from rashomon.inference.compiling import compile_case
from rashomon.inference.draws import bands
from rashomon.inference.posterior import headline
from rashomon.inference.sampling import log2_draws
from rashomon.model import Case
from rashomon.results import evidence_results, hypothesis_results, origin_results, reference_class_results
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.cautions import cautions
from rashomon.sensitivity.doubt import conflict, contaminated_variant
from rashomon.sensitivity.flips import find_flips
from rashomon.sensitivity.group_bounds import group_bounds
from rashomon.sensitivity.leave_out import leave_one_out, leave_two_out
from rashomon.sensitivity.shapley import shapley_values
from rashomon.sensitivity.tornado import tornado
from rashomon.sensitivity.weight import unit_weights
from rashomon.timeline import replay

DEFAULT_DRAWS = 4096
DEFAULT_SEED = 1950


def compute_posterior(case: Case, as_of: date | None = None) -> dict[str, float]:
    """Return the headline probability of each hypothesis, by id, the catch-all last.

    The case must be sound: one that was read from a file is, for one made by hand ask `model.rules.find_problems`.
    Raises ImpossibleError if the evidence excludes every hypothesis, and TooComplexError where sums over
    `one_instrument` sources would be too large. Source: docs/methods.md section 4.
    """
    return headline(compile_case(case, as_of))


def weigh(
    case: Case,
    *,
    as_of: date | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    document_sha256: str | None = None,
    with_timeline: bool = True,
) -> Analysis:
    """Return everything the case yields as of a day (None: the case's own `as_of`; without either all counts).

    The case must be sound, as for `compute_posterior`.
    `draws` is a power of two from 64 to 65,536. The result is a pure function of the arguments and the engine
    version. `with_timeline=False` leaves the timeline empty and saves one headline for each day on which something
    became known. Raises ImpossibleError, TooComplexError and UsageError (draws).
    """
    log2_draws(draws)  # refused before anything of that size is made
    model = compile_case(case, as_of)
    baseline = Baseline.of(model)
    own, wide = bands(model, baseline.view, draws, seed)
    singles = leave_one_out(baseline)
    units, shapley = unit_weights(baseline), shapley_values(baseline, seed)
    hypotheses = hypothesis_results(baseline, own, wide)
    evidence = evidence_results(baseline, units, shapley)
    groups, doubt, clash = group_bounds(baseline), contaminated_variant(baseline), conflict(baseline)
    indicators = rank_indicators(baseline)
    return Analysis(
        engine=__version__,
        document_sha256=document_sha256 or _sha256(case),
        seed=seed,
        draws=draws,
        as_of=model.as_of,
        question=case.question,
        title=case.title or case.question,
        hypotheses=hypotheses,
        leaders=baseline.leaders,
        evidence=evidence,
        units=units,
        origins=origin_results(model),
        report_count=sum(1 for item in model.items for r in item.reports if r.said is not None),
        leave_one_out=singles,
        leave_two_out=leave_two_out(baseline, singles),
        tornado=tornado(baseline),
        flips=find_flips(baseline),
        groups=groups,
        next=indicators,
        greedy_set=greedy_set(baseline),
        resolved=score_resolved(baseline),
        reference_classes=reference_class_results(model),
        contaminated=doubt,
        conflict=clash,
        timeline=replay(case, model.as_of) if with_timeline else (),
        advice=cautions(baseline, hypotheses, singles, groups, doubt, clash, indicators),
    )


def _sha256(case: Case) -> str:
    from rashomon.casefile import document_sha256

    return document_sha256(case)
