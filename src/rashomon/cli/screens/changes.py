"""Before and after: what other numbers would change, and what a revision changed."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.analysis import Posterior
from rashomon.cli.layout import Column
from rashomon.cli.page import Page
from rashomon.comparison import Comparison, Difference, Step, WhatIf
from rashomon.comparison.attribution import ORDER_IN_WORDS
from rashomon.explain.words import shortened
from rashomon.model import OTHER, Case

BAR = 20
LONGEST_VALUE = 60
SHOWN_MOVES = 3  # explanations named per step; the table above has all


def show_what_if(page: Page, case: Case, found: WhatIf) -> None:
    """Write the settings and the table."""
    page.title(case.question)
    for setting in found.settings:
        page.bullet(f"{setting.path}: {setting.before or 'not set'} → {setting.after or 'not set'}")
    page.blank()
    names = {h.id: h.name for h in case.hypotheses} | {h.id: h.name for h in found.case.hypotheses}
    _show_table(page, names, found.before, found.after)
    _show_leader(page, names, found.before, found.after)


def show_comparison(page: Page, case: Case, found: Comparison) -> None:
    """Write the table, then every change with what it moved, then what changed in words only."""
    page.title(case.question)
    _show_table(page, found.names, found.before, found.after)
    _show_leader(page, found.names, found.before, found.after)
    if found.steps:
        page.heading("What moved it")
        page.line(ORDER_IN_WORDS, "quiet")
    for step in found.steps:
        _show_step(page, found.names, step)
    if found.wording:
        page.heading("Words only")
        for difference in found.wording:
            page.bullet(_difference_words(difference))
    if not found.steps and not found.wording:
        page.line("The two versions say the same.")


def _show_table(page: Page, names: Mapping[str, str], before: Posterior, after: Posterior) -> None:
    ids = [*after, *(id for id in before if id not in after)]
    columns = (
        Column("", wraps=True),
        Column(""),
        Column("before", "right"),
        Column("after", "right"),
        Column("points", "right"),
    )
    rows = []
    for id in ids:
        old, new = before.get(id), after.get(id)
        bar = page.bar(new or 0.0, new or 0.0, new or 0.0, BAR)
        rows.append((_name(names, id), bar, _share(old), _share(new), signed((new or 0.0) - (old or 0.0))))
    page.rows(columns, rows, indent=0)


def _show_leader(page: Page, names: Mapping[str, str], before: Posterior, after: Posterior) -> None:
    old, new = _leader(before), _leader(after)
    if old == new:
        page.line(f"“{_name(names, new)}” still leads.")
    else:
        page.line(f"The leader changes from “{_name(names, old)}” to “{_name(names, new)}”.", "strong")


def _show_step(page: Page, names: Mapping[str, str], step: Step) -> None:
    for difference in step.differences:
        page.bullet(_difference_words(difference))
    moved = sorted(step.moved.items(), key=lambda pair: -abs(pair[1]))
    parts = [f"{_name(names, id)} {signed(change)}" for id, change in moved[:SHOWN_MOVES] if abs(change) >= 5e-4]
    together = "Together: " if len(step.differences) > 1 else ""
    page.line(together + ("; ".join(parts) if parts else "Moves nothing."), indent=4)


def _difference_words(difference: Difference) -> str:
    before, after = (shortened(text, LONGEST_VALUE) for text in (difference.before, difference.after))
    if difference.change == "added":
        return f"added {difference.path}" + (f": {after}" if after else "")
    if difference.change == "removed":
        return f"removed {difference.path}" + (f": {before}" if before else "")
    return f"{difference.path}: {before} → {after}"


def _leader(posterior: Posterior) -> str:
    return max(posterior, key=lambda id: posterior[id])


def _name(names: Mapping[str, str], id: str) -> str:
    return names.get(id, "Something else" if id == OTHER else id)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}%"


def signed(change: float) -> str:
    """Write a change in percentage points with its sign and one decimal: "+3.2", "-0.4", "0.0"."""
    text = f"{100 * change:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text
