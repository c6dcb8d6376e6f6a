"""Score a text, and say which words make the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon_site.spam.filter.features import HALF, Features, features
from rashomon_site.spam.filter.learning import ROW, thresholds_of
from rashomon_site.spam.filter.model import Model, OtherFormat, chance, unpack
from rashomon_site.spam.filter.threshold import Thresholds
from rashomon_site.spam.models import FilterState
from rashomon_site.spam.verdicts import Verdict

STRONGEST = 5
LEAST = 0.02  # a word that moves the margin by less explains nothing


@dataclass(frozen=True, slots=True)
class Scored:
    """The chance of spam, the words that speak most for or against it, and what follows."""

    probability: float
    words: tuple[tuple[str, float], ...]  # word and how far it moves the score towards spam (above 0) or away
    verdict: Verdict
    acts: bool  # whether the verdict counts: enough was learnt


@dataclass(frozen=True, slots=True)
class Kept:
    """The weights in this process, with the stamp of the row they were read from."""

    stamp: int
    model: Model
    own: Thresholds
    all: Thresholds


_kept: Kept | None = None


def score_text(text: str, name: str = "", email: str = "", url: str = "", *, own: bool = True) -> Scored | None:
    """Return what the filter says of a text, or None while it has learnt nothing.

    `own` False asks by the thresholds of all blogs that the filter guards, not by those of this site alone.
    """
    kept = current()
    if kept is None:
        return None
    found = features(text, name=name, email=email, url=url)
    probability = chance(kept.model.margin(found.numbers))
    limits = kept.own if own else kept.all
    return Scored(probability, strongest(kept.model, found), verdict_of(probability, limits), limits.acts)


def verdict_of(probability: float, limits: Thresholds) -> Verdict:
    """Return what follows from a score."""
    if limits.spam_above is not None and probability > limits.spam_above:
        return Verdict.SPAM
    if limits.hold_above is not None and probability > limits.hold_above:
        return Verdict.HOLD
    return Verdict.PUBLISH


def strongest(model: Model, found: Features, most: int = STRONGEST) -> tuple[tuple[str, float], ...]:
    """Return the words that move the score most, each with the runs of letters in it and the pair it begins."""
    ranked = sorted(moves(model, found).items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((word, round(weight, 3)) for word, weight in ranked[:most] if abs(weight) >= LEAST)


def moves(model: Model, found: Features) -> dict[str, float]:
    """Return how far each word moves the score; together, and with the bias, they are the margin."""
    if not found.words:
        return {}
    words = int(np.searchsorted(found.numbers, HALF))
    runs = len(found.numbers) - words
    place = np.searchsorted(found.numbers, found.found)
    often = np.bincount(place, minlength=len(found.numbers))[place]  # what stands there twice counts once
    scale = np.where(found.found < HALF, 1 / max(words, 1) ** 0.5, 1 / max(runs, 1) ** 0.5)
    parts = np.bincount(found.owners, model.weights[found.found] * scale / often, minlength=len(found.words))
    total: dict[str, float] = {}
    for word, part in zip(found.words, parts.tolist(), strict=True):
        total[word] = total.get(word, 0.0) + part
    return total


def current() -> Kept | None:
    """Return the weights in force, read again only if another process changed them; None if there are none."""
    global _kept  # noqa: PLW0603 - one place in each process
    stamp = FilterState.objects.filter(pk=ROW).values_list("stamp", flat=True).first()
    if not stamp:
        return None
    if _kept is None or _kept.stamp != stamp:
        state = FilterState.objects.get(pk=ROW)
        try:
            model = unpack(bytes(state.weights))
        except OtherFormat:
            return None  # until the next decision, which learns everything anew
        _kept = Kept(state.stamp, model, thresholds_of(state), thresholds_of(state, own=False))
    return _kept
