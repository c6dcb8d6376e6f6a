"""Advice on hypotheses and priors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rashomon.model.advice.words import advise
from rashomon.model.case import Case, Hypothesis
from rashomon.model.rules.index import OTHER
from rashomon.problems import Advice

MOST_COMPARED = 60
"""Above this many hypotheses, pairs are no longer compared: their number grows with the square."""
ALIKE = 0.88
SHORT_NAME = 12
LEAST_OTHER = 0.01
LEAST_SUM, MOST_SUM = 0.9, 1.1


def _named(case: Case) -> list[tuple[int, Hypothesis]]:
    return [(i, h) for i, h in enumerate(case.hypotheses) if h.id != OTHER]


def something_to_compare(case: Case) -> Iterator[Advice]:
    """One hypothesis alone cannot be weighed against anything."""
    if len(_named(case)) == 1:
        yield advise("one-hypothesis", ("hypotheses",))


def similar_names(case: Case) -> Iterator[Advice]:
    """Two hypotheses of nearly the same name probably overlap."""
    named = _named(case)[:MOST_COMPARED]
    for (_, a), (i, b) in combinations(named, 2):
        if _alike(a.name, b.name):
            yield advise("similar-names", ("hypotheses", i, "name"), a=a.id, b=b.id)


def _alike(a: str, b: str) -> bool:
    from difflib import SequenceMatcher

    a, b = a[:200].casefold(), b[:200].casefold()
    if a == b:
        return True
    if len(a) < SHORT_NAME or any(letter.isdigit() for letter in a + b):
        return False  # a letter or a number may be all that tells short names, or "Site 1" and "Site 2", apart
    match = SequenceMatcher(None, a, b)
    return match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE


def same_rows(case: Case) -> Iterator[Advice]:
    """Two hypotheses with equal cells everywhere are one explanation as far as the evidence goes."""
    if len(case.evidence) < 2:
        return
    first: dict[tuple[tuple[float, float], ...], Hypothesis] = {}
    named = _named(case)
    columns = {h.id: _column(case, h.id) for _, h in named}
    if len(set(columns.values())) == 1:
        return  # then every row has equal cells, and each row says so itself
    for i, h in named:
        earlier = first.setdefault(columns[h.id], h)
        if earlier is not h:
            yield advise("same-rows", ("hypotheses", i), a=earlier.id, b=h.id)


def _column(case: Case, id: str) -> tuple[tuple[float, float], ...]:
    rows = [row for item in case.evidence for row in (item.likelihood, item.otherwise) if row]
    return tuple((row[id].low, row[id].high) for row in rows if id in row)


def room_for_surprise(case: Case) -> Iterator[Advice]:
    """A case should leave something for what nobody has thought of."""
    if case.exhaustive:
        yield advise("no-catch-all", ("exhaustive",))
    for i, h in enumerate(case.hypotheses):
        if h.id == OTHER and h.prior is not None and h.prior.high < LEAST_OTHER:
            yield advise("small-catch-all", ("hypotheses", i, "prior"))


def ends_of_ranges(case: Case) -> Iterator[Advice]:
    """An end of 0 or 1 in a range of priors or reliabilities is read as nearly so."""
    for i, h in enumerate(case.hypotheses):
        if h.prior is not None and not h.prior.is_point and (h.prior.low == 0 or h.prior.high == 1):
            yield advise("end-of-range", ("hypotheses", i, "prior"), text=h.prior.text)


def scaled_priors(case: Case) -> Iterator[Advice]:
    """Points that do not add up are scaled; a sum far from 100% was perhaps not meant."""
    priors = [h.prior for _, h in _named(case) if h.prior is not None]
    total = sum(prior.low for prior in priors)
    if priors and all(prior.is_point for prior in priors) and not LEAST_SUM <= total <= MOST_SUM:
        yield advise("scaled-priors", ("hypotheses",), total=f"{total:.0%}")


CHECKS = (something_to_compare, similar_names, same_rows, room_for_surprise, ends_of_ranges, scaled_priors)
