"""The answer: each explanation with its bar, what it rests on, what would change it, what to look for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.cli.page import Page
from rashomon.explain.answer import AnswerRow, answer_table, how_sure, warnings
from rashomon.explain.changes import flip_rows, flips_without_value, leave_out_sentence, strongest
from rashomon.explain.provenance import provenance_summary
from rashomon.explain.words import count, day, full_stop, interval, percent

if TYPE_CHECKING:
    from rashomon.cli.weighing import Weighed
    from rashomon.explain.naming import Naming

SHOWN = 3  # leave-outs, flips and indicators each; the report has them all
NUMBERS = "  00-00%  before 00%  leads 000%"  # what stands right of a bar


def show_answer(page: Page, weighed: Weighed) -> None:
    """Write the whole answer."""
    naming = weighed.naming
    _show_head(page, naming)
    _show_explanations(page, naming)
    _show_sureness(page, naming)
    _show_rests_on(page, naming)
    _show_changes(page, naming)
    _show_warnings(page, naming)
    _show_next(page, weighed, naming)
    _show_advice(page, weighed)


def _show_head(page: Page, naming: Naming) -> None:
    analysis = naming.analysis
    page.title(analysis.question)
    counted = sum(item.counted for item in analysis.evidence)
    total = len(analysis.evidence)
    items = count(counted, "item") if counted == total else f"{counted} of {total} items"
    when = f"As of {day(analysis.as_of)}" if analysis.as_of else "All that is known"
    reports = count(analysis.report_count, "report")
    if analysis.report_count:
        reports += f" from {count(len(analysis.origins), 'independent origin')}"
    page.line(f"{when}: {items} of evidence, {reports}.", "quiet")


def _show_explanations(page: Page, naming: Naming) -> None:
    table = answer_table(naming.analysis)
    page.blank()
    for row in (*table.rows, *table.folded):
        leads = row.id in naming.analysis.leaders
        page.split(f"{row.letter}  {row.name}", f"{row.word} ({row.percent})", "strong" if leads else "")
        numbers = _numbers(row)
        width = page.width - 3 - len(NUMBERS)
        ends = (value / table.top for value in (row.probability, row.low, row.high))
        page.bar_line(*ends, width=width, after=numbers, strong=leads)
    page.line(
        f"Bars run from 0 to {percent(table.top)}: the mark is the answer, the shade its 80% range. "
        "Leads: in how many of the runs.",
        "quiet",
    )


def _numbers(row: AnswerRow) -> str:
    leads = percent(row.lead_share).replace("under ", "<").replace("over ", ">")
    return f"  {interval(row.low, row.high):>6}  before {percent(row.prior):>3}  leads {leads:>4}"


def _show_sureness(page: Page, naming: Naming) -> None:
    page.heading("How sure")
    page.line("".join(map(str, how_sure(naming))))
    page.line(
        "The ranges show how far the judgements in the file could move the answer; "
        "they are not a confidence interval for the truth.",
        "quiet",
    )


def _show_rests_on(page: Page, naming: Naming) -> None:
    page.heading("What it rests on")
    page.line(str(provenance_summary(naming)))
    # "How sure" names the first two, and the line above the first of the origins.
    said = strongest(naming.analysis, kinds=("item", "origin"), limit=2)
    said += strongest(naming.analysis, kinds=("origin",), limit=1)
    for left in strongest(naming.analysis, kinds=("item", "group", "origin"), limit=SHOWN + 2):
        if left not in said:
            page.bullet(str(leave_out_sentence(naming, left)))


def _show_changes(page: Page, naming: Naming) -> None:
    page.heading("What would change the leader")
    if len(naming.analysis.leaders) > 1:
        page.line("It is a tie: the least change of almost any number decides it.")
        return
    rows = flip_rows(naming, SHOWN)
    for row in rows:
        page.bullet(f"{row.sentence} {full_stop(row.note)}")
    without = flips_without_value(naming.analysis)
    if without:
        page.line(
            f"No value alone would do it for {without} of {len(naming.analysis.flips)} numbers tried.",
            "quiet",
        )
    if not rows and not without:
        page.line("No number was tried: there is nothing to change.")


def _show_warnings(page: Page, naming: Naming) -> None:
    # The count of advice comes last, with the command that shows it.
    found = warnings(replace(naming, analysis=replace(naming.analysis, advice=())))
    if not found:
        return
    page.heading("To be careful about")
    for sentence in found:
        page.bullet(str(sentence))


def _show_next(page: Page, weighed: Weighed, naming: Naming) -> None:
    from rashomon.explain.indicators import indicator_rows

    rows = indicator_rows(naming)
    if not rows:
        return
    page.heading("What to look for next")
    for row in rows[:SHOWN]:
        page.bullet(f"{full_stop(row.statement)} {row.sentence}")
    if len(rows) > SHOWN:
        page.line(f"{len(rows) - SHOWN} more: rashomon next {weighed.name}", "quiet")


def _show_advice(page: Page, weighed: Weighed) -> None:
    advice = weighed.analysis.advice
    if advice:
        page.blank()
        pieces = f"{len(advice)} piece{'' if len(advice) == 1 else 's'} of advice on the file"
        page.line(f"{pieces}: rashomon check {weighed.name}", "careful")
