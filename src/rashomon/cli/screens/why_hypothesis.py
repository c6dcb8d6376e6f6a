"""The arithmetic of one explanation: starting odds, a factor for each item, the odds after it, the share."""

from __future__ import annotations

from rashomon.arithmetic import Duel, Factor, HypothesisSum
from rashomon.cli.layout import Column
from rashomon.cli.page import Page
from rashomon.cli.screens.figures import figure, lettered, share
from rashomon.explain.words import likelihood
from rashomon.model import OTHER, Case

COLUMNS = (
    Column("", wraps=True),
    Column("this one", "right"),
    Column("the rival", "right"),
    Column("factor", "right"),
    Column("odds", "right"),
)


def show_hypothesis(page: Page, case: Case, found: HypothesisSum) -> None:
    """Write every step, against one rival after another, and the last division."""
    names = lettered(case)
    page.title(case.question)
    page.line(f"{names[found.id]}: {likelihood(found.posterior[found.id])}, given these judgements.", "strong")
    _show_start(page, found)
    if any(duel.factors for duel in found.duels):
        page.line(
            "Factor: how many times as expected the item is under this explanation as under the rival, with "
            "its reports summed in (`rashomon why FILE ITEM` shows how). Multiply the starting odds by one "
            "factor after another."
        )
    if any(factor.power != 1 for duel in found.duels for factor in duel.factors):
        page.line("Items of a group partly repeat one another: theirs are taken to the power shown.")
    for duel in found.duels:
        if duel.factors or OTHER not in (duel.rival, found.id):
            _show_duel(page, names, duel)
    _show_catch_all(page, found)
    _show_share(page, names, found)


def _show_start(page: Page, found: HypothesisSum) -> None:
    start = share(found.prior[found.id])
    if found.equal_shares and found.id != OTHER:
        page.line(f"Before the evidence it had {start}: no starting odds are stated, so the named share equally.")
    elif found.reference_classes and found.id != OTHER:
        page.line(f"Before the evidence it had {start}, from how comparable events ended.")
    else:
        page.line(f"Before the evidence it had {start}.")


def _show_duel(page: Page, names: dict[str, str], duel: Duel) -> None:
    page.heading(f"Against: {names[duel.rival]}")
    rows = [("before the evidence", "", "", "", figure(duel.prior_odds))]
    rows += [_factor_row(factor) for factor in duel.factors]
    page.rows(COLUMNS, rows)


def _factor_row(factor: Factor) -> tuple[str, str, str, str, str]:
    name = " + ".join(factor.items)
    if factor.power != 1:
        name += f", power {figure(factor.power)}"
    return (name, figure(factor.own), figure(factor.rival), f"× {figure(factor.factor)}", figure(factor.odds))


def _show_catch_all(page: Page, found: HypothesisSum) -> None:
    if found.catch_all == "unrated":
        page.heading("Something else")
        page.line(f"No item rates it, so it keeps its starting share of {share(found.prior[OTHER])}.")
    elif found.catch_all == "partly":
        page.heading("Something else")
        page.line(
            "Some items rate it. The others are taken to be as likely under it as the named explanations "
            "make them together, so its odds come from one sum and not from a row of factors. It gets "
            f"{share(found.posterior[OTHER])}."
        )


def _show_share(page: Page, names: dict[str, str], found: HypothesisSum) -> None:
    """Write P = whole / (1 + sum of 1 / odds), over the rivals that have odds of their own."""
    page.heading("From odds to a probability")
    if found.id == OTHER and found.catch_all != "rated":
        page.line(f"Its probability is the share just named: {share(found.posterior[OTHER])}.")
        return
    if found.posterior[found.id] == 0:
        page.line("Its odds are 0 against at least one rival, so its probability is 0.")
        return
    apart = found.catch_all in ("unrated", "partly")
    rivals = [duel for duel in found.duels if not (apart and duel.rival == OTHER)]
    whole = 1 - found.posterior[OTHER] if apart else 1.0
    inverses = [1 / duel.odds for duel in rivals]
    for duel, inverse in zip(rivals, inverses, strict=True):
        page.line(f"1 / {figure(duel.odds)} = {figure(inverse)}  ({names[duel.rival]})", indent=2)
    total = 1 + sum(inverses)
    terms = " + ".join(["1", *map(figure, inverses)])
    top = figure(whole) if apart else "1"
    page.line(f"{top} / ({terms}) = {top} / {figure(total)} = {share(whole / total)}", indent=2)
    if apart:
        page.line(f"({figure(whole)} is what is left beside something else.)", "quiet", indent=2)
