"""What to look for next: every open indicator, and how the resolved ones came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.layout import Column
from rashomon.cli.page import Page
from rashomon.explain.indicators import IndicatorRow, indicator_rows
from rashomon.explain.words import capital, day, full_stop, listed, number, percent

if TYPE_CHECKING:
    from rashomon.analysis import Analysis
    from rashomon.cli.weighing import Weighed
    from rashomon.explain.naming import Naming


def show_indicators(page: Page, weighed: Weighed) -> None:
    """Write the open indicators, most telling first, then the resolved ones."""
    naming = weighed.naming
    rows = indicator_rows(naming)
    page.title(naming.analysis.question)
    if not rows:
        page.line(
            "The case has no open indicators. Add some under `indicators:`, each with a likelihood for every "
            "explanation."
        )
    for row in rows:
        _show(page, naming, row)
    _show_set(page, naming.analysis)
    _show_resolved(page, naming.analysis)


def _show(page: Page, naming: Naming, row: IndicatorRow) -> None:
    result = next(found for found in naming.analysis.next if found.id == row.id)
    page.heading(full_stop(row.statement))
    page.line(f"{row.impact} ({number(result.gain)} bits expected); {row.chance}.")
    if row.overdue:
        page.line("Its day is past: resolve it in the file.", "careful")
    if row.who:
        page.line(f"Who could find it out: {full_stop(row.who)}")
    page.rows(
        (
            Column("", wraps=True),
            Column("now", "right"),
            Column("if seen", "right"),
            Column("if not", "right"),
        ),
        [(m.hypothesis.name, percent(m.now), percent(m.if_seen), percent(m.if_not)) for m in row.moves],
    )
    if result.leader_changes >= 0.005:
        page.line(f"Chance that the leader changes: {percent(result.leader_changes)}.")


def _show_set(page: Page, analysis: Analysis) -> None:
    if len(analysis.greedy_set) > 1:
        page.heading("Together")
        page.line(f"In the order in which together they tell most: {listed(analysis.greedy_set)}.")


def _show_resolved(page: Page, analysis: Analysis) -> None:
    if not analysis.resolved:
        return
    page.heading("Already resolved")
    for found in analysis.resolved:
        outcome = capital(found.outcome.replace("-", " "))
        score = "" if found.log_score is None else f", log score {number(found.log_score)} (lower is better)"
        page.bullet(
            f"{full_stop(found.statement)} {outcome} on {day(found.on)}; "
            f"the case gave it {percent(found.chance_before)}{score}."
        )
