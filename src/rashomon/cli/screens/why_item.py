"""The arithmetic of one item: its cells, each report's chance, the sum, and the factors it makes."""

from __future__ import annotations

import math

from rashomon.arithmetic import ItemSum, ReportChance
from rashomon.cli.layout import Column
from rashomon.cli.page import Page
from rashomon.cli.screens.figures import figure, lettered
from rashomon.explain.words import day, listed, weight
from rashomon.model import OTHER, Case, EvidenceItem, Indicator


def show_item(page: Page, case: Case, found: ItemSum, leaders: tuple[str, ...]) -> None:
    """Write every step; `leaders` are the explanations whose factors against the rest are shown."""
    names = lettered(case)
    entries: tuple[EvidenceItem | Indicator, ...] = (*case.evidence, *case.indicators)
    entry = next(part for part in entries if part.id == found.id)
    _show_head(page, entry)
    _show_cells(page, names, found)
    _show_reports(page, case, names, found)
    _show_sum(page, names, found)
    _show_unit(page, found)
    _show_factors(page, names, found, leaders)


def _show_head(page: Page, entry: EvidenceItem | Indicator) -> None:
    page.title(entry.statement)
    if isinstance(entry, EvidenceItem) and entry.on:
        page.line(f"{day(entry.on)}.", "quiet")
    if entry.why:
        page.line(f"The author's reason: {entry.why}")


def _show_cells(page: Page, names: dict[str, str], found: ItemSum) -> None:
    if found.is_ratio:
        page.heading("How many times as expected it is under each explanation")
    else:
        page.heading("How expected it is, were each explanation true")
    rows = [
        (names[h], figure(cell), *([figure(found.otherwise[h])] if found.otherwise else []))
        for h, cell in found.cells.items()
    ]
    titles = (Column("", wraps=True), Column(f"given {found.given}" if found.otherwise else "", "right"))
    page.rows((*titles, Column("otherwise", "right")) if found.otherwise else titles, rows)
    page.line("A range or a word counts by its mean.", "quiet")


def _show_reports(page: Page, case: Case, names: dict[str, str], found: ItemSum) -> None:
    if not found.reports:
        return
    page.heading("What the reports say")
    sources = {source.id: source.name for source in case.sources}
    for report in found.reports:
        page.bullet(f"{report.id}, {sources[report.source]}: {_report_words(report)}")
        for line in _report_sums(names, report):
            page.line(line, indent=4)
    if len(found.reports) > 1:
        _show_together(page, names, found)


def _report_words(report: ReportChance) -> str:
    says = (
        "says so"
        if report.said
        else "does not say so"
        if report.said is False
        else "known only through others, so it is summed over"
    )
    if report.kind == "repeat":
        return f"{says}, as a sure repeat of {report.via}: it adds nothing."
    trust = f"tracks the truth with a chance of {figure(report.reliability)}"
    if report.kind == "relay":
        return f"passes on {report.via}; {trust.replace('the truth', 'what it heard')}."
    if report.kind == "doubtful copy":
        return f"{says}; only repeats {report.via} with a chance of {figure(report.copying or 0)}, else {trust}."
    tail = " (one instrument: it works or fails for all of its reports)" if report.one_instrument else ""
    return f"{says}; {trust}{tail}."


def _report_sums(names: dict[str, str], report: ReportChance) -> list[str]:
    if report.kind == "repeat":
        return []
    biases = set(report.bias.values())
    ids = list(report.bias)[:1] if len(biases) == 1 else list(report.bias)
    lines = []
    for h in ids:
        start = "" if len(biases) == 1 else f"{names[h][0]} "
        lines += _chance_lines(report, h, start)
    return lines


def _chance_lines(report: ReportChance, h: str, start: str) -> list[str]:
    rho, b = figure(report.reliability), figure(report.bias[h])
    said = report.said is not False
    unknowing = f"(1 - {rho}) × {b}" if said else f"(1 - {rho}) × (1 - {b})"
    known = f"{rho} + {unknowing}"
    if_true, if_false = (known, unknowing) if said else (unknowing, known)
    if report.kind == "doubtful copy":
        c = figure(report.copying or 0)
        lead = f"{c} + " if report.agrees else ""
        if_true, if_false = (f"{lead}(1 - {c}) × ({text})" for text in (if_true, if_false))
    true, false = ("if said", "if not") if report.kind == "relay" else ("if true", "if not")
    return [
        f"{start}{true}: {if_true} = {figure(report.if_true[h])}",
        f"{start}{false}:  {if_false} = {figure(report.if_false[h])}",
    ]


def _show_together(page: Page, names: dict[str, str], found: ItemSum) -> None:
    true, false = found.together_if_true, found.together_if_false
    if len(set(true.values())) == 1 and len(set(false.values())) == 1:
        first = next(iter(true))
        page.line(f"All of them together: {figure(true[first])} if it is true, {figure(false[first])} if it is not.")
        return
    page.line("All of them together:")
    page.rows(
        (Column(), Column("if true", "right"), Column("if not", "right")),
        [(names[h][0], figure(true[h]), figure(false[h])) for h in true],
    )


def _show_sum(page: Page, names: dict[str, str], found: ItemSum) -> None:
    if not found.reports and found.recorded is not False:
        return
    page.heading("The sum")
    page.line(_sum_words(found))
    page.rows((Column(), Column("", "right")), [(names[h][0], _sum_text(found, h)) for h in found.cells])


def _sum_words(found: ItemSum) -> str:
    if found.recorded is True:
        return "It is established, so each cell is multiplied by the reports' chance if it is true."
    if found.recorded is False and not found.reports:
        return "It is established that it did not happen, so what counts is 1 less each cell."
    if found.recorded is False:
        return "It is established that it did not happen: 1 less each cell, times the reports' chance if not."
    return "Cell times the reports' chance if it is true, plus the rest times their chance if it is not."


def _sum_text(found: ItemSum, h: str) -> str:
    cell, result = figure(found.cells[h]), figure(found.summed[h])
    true, false = (figure(t.get(h, 1.0)) for t in (found.together_if_true, found.together_if_false))
    if found.recorded is True:
        return f"{cell} × {true} = {result}"
    if found.recorded is False:
        return f"(1 - {cell}) × {false} = {result}" if found.reports else f"1 - {cell} = {result}"
    return f"{cell} × {true} + (1 - {cell}) × {false} = {result}"


def _show_unit(page: Page, found: ItemSum) -> None:
    if found.group is not None and found.power != 1:
        page.heading(f"Its group, {found.group}")
        page.line(
            "The items of the group partly repeat one another, so each likelihood is taken to the power "
            f"{figure(found.power)}."
        )
    if found.tied:
        page.heading("Tied items")
        page.line(
            f"An instrument or an `otherwise` ties it to {listed(found.tied)}. They are summed together: "
            "the factors below are those of all of them."
        )


def _show_factors(page: Page, names: dict[str, str], found: ItemSum, leaders: tuple[str, ...]) -> None:
    if not found.counted:
        page.heading("It does not count by itself")
        page.line("It matters only through the items that are rated on whether it happened.")
        return
    leader = leaders[0]
    if leader not in found.unit:
        return
    page.heading("What that does to the leader")
    for rival, value in found.unit.items():
        if rival != leader:
            page.bullet(_factor_words(names[leader][0], names[rival][0], found.unit[leader], value))
    if OTHER in names and OTHER not in found.unit and found.cells:
        page.line("Something else is not rated here, so this item leaves it at its share.", "quiet")


def _factor_words(leader: str, rival: str, own: float, other: float) -> str:
    """Write the factor between two explanations, named by their letters."""
    if other == 0:
        return f"It rules out {rival}." if own > 0 else f"It rules out {leader} and {rival}."
    bits = math.log2(own / other) if own > 0 else None
    factor = f"{figure(own)} / {figure(other)} = {figure(own / other)}"
    return f"{leader} against {rival}: {factor}. {weight(bits, leader, rival)}"
