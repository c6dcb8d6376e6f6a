"""Measure the filter on labelled comments: learn all groups but one, judge the one, and so on for each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon_site.spam.filter.features import features
from rashomon_site.spam.filter.labelled import Labelled
from rashomon_site.spam.filter.model import Model, chance
from rashomon_site.spam.filter.threshold import TARGET, allowed_above

FOLDS = 5
SEED = 20_260_101
RECALL = 0.95

Truth = NDArray[np.bool_]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one held-out group, or on all together."""

    group: str
    spam: int
    ham: int
    roc_auc: float | None
    fpr_at_95_recall: float | None
    precision: float | None  # these three at the threshold chosen on the other groups
    recall: float | None
    fpr: float | None
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Every held-out group, all together, and how it was done."""

    comments: int
    held_out: str  # group, or folds
    groups: tuple[Figures, ...]
    overall: Figures
    milliseconds_per_comment: float

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {**asdict(self), "target_false_positive_rate": TARGET}


@dataclass(slots=True)
class _Judged:
    scores: Scores
    flagged: Truth
    limits: Scores


def report(rows: Sequence[Labelled]) -> Report:
    """Measure the filter on these comments."""
    started = perf_counter()
    seen = [features(row.text).numbers for row in rows]
    reading = perf_counter() - started
    truth = np.array([row.is_spam for row in rows])
    names, held_out = _groups(rows)
    judged = _Judged(np.zeros(len(rows)), np.zeros(len(rows), bool), np.zeros(len(rows)))
    scoring = 0.0
    for name in sorted(set(names)):
        inside = np.flatnonzero(names == name)
        model, limit = _learn(seen, truth, names, np.flatnonzero(names != name))
        started = perf_counter()
        judged.scores[inside] = [chance(model.margin(seen[place])) for place in inside]
        scoring += perf_counter() - started
        judged.flagged[inside], judged.limits[inside] = judged.scores[inside] > limit, limit
    groups = tuple(_figures(name, np.flatnonzero(names == name), truth, judged) for name in sorted(set(names)))
    overall = _figures("all", np.arange(len(rows)), truth, judged)
    return Report(len(rows), held_out, groups, overall, 1000 * (reading + scoring) / len(rows))


def roc_auc(scores: Scores, truth: Truth) -> float | None:
    """Return the chance that a spam comment has a higher score than another; equal scores count half."""
    spam = int(truth.sum())
    if spam in (0, len(truth)):
        return None
    _, place, often = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(often) - (often - 1) / 2)[place]
    return float((rank[truth].sum() - spam * (spam + 1) / 2) / (spam * (len(truth) - spam)))


def fpr_at_recall(scores: Scores, truth: Truth, recall: float = RECALL) -> float | None:
    """Return the share of good comments at or above the score that finds this share of the spam."""
    spam = np.sort(scores[truth])[::-1]
    if not len(spam) or truth.all():
        return None
    needed = int(np.ceil(recall * len(spam) - 1e-9))
    return float((scores[~truth] >= spam[needed - 1]).mean())


def _groups(rows: Sequence[Labelled]) -> tuple[NDArray[np.str_], str]:
    names = np.array([row.group or "(none)" for row in rows])
    if len(set(names.tolist())) > 1:
        return names, "group"
    folds = np.random.default_rng(SEED).permutation(len(rows)) % FOLDS
    return np.array([f"fold {fold + 1}" for fold in folds]), "folds"


def _learn(
    seen: list[NDArray[np.uint32]], truth: Truth, names: NDArray[np.str_], places: NDArray[np.intp]
) -> tuple[Model, float]:
    """Learn these comments, and choose the threshold for 1% on them, each group judged by a filter of the others.

    So the threshold bears what the held-out group will do to it: a group that the filter has not seen.
    """
    inner, good = sorted(set(names[places])), []
    if len(inner) > 1:
        for name in inner:
            model = _model(seen, truth, places[names[places] != name])
            good += [chance(model.margin(seen[place])) for place in places[names[places] == name] if not truth[place]]
    else:
        _model(seen, truth, places, before=good)
    good.sort(reverse=True)
    return _model(seen, truth, places), good[min(allowed_above(len(good)), len(good) - 1)] if good else 1.0


def _model(
    seen: list[NDArray[np.uint32]], truth: Truth, places: NDArray[np.intp], before: list[float] | None = None
) -> Model:
    """Learn in a random order; `before` receives what was said of good comments before they were learnt."""
    order = places.tolist()
    random.Random(SEED).shuffle(order)  # noqa: S311 - the same order each time, no secret
    model = Model()
    for place in order:
        if before is not None and not truth[place]:
            before.append(chance(model.margin(seen[place])))
        model.learn(seen[place], bool(truth[place]))
    return model


def _figures(name: str, inside: NDArray[np.intp], truth: Truth, judged: _Judged) -> Figures:
    spam, flagged, scores = truth[inside], judged.flagged[inside], judged.scores[inside]
    limits = set(judged.limits[inside].tolist())
    return Figures(
        group=name,
        spam=int(spam.sum()),
        ham=int((~spam).sum()),
        roc_auc=roc_auc(scores, spam),
        fpr_at_95_recall=fpr_at_recall(scores, spam),
        precision=_share(spam, flagged),
        recall=_share(flagged, spam),
        fpr=_share(flagged, ~spam),
        threshold=limits.pop() if len(limits) == 1 else None,
    )


def _share(what: Truth, among: Truth) -> float | None:
    return float(what[among].mean()) if among.any() else None
