"""The form and the answer as the templates show them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence
from rashomon.explain.words import short_day, whole
from rashomon.model import OTHER, PROBABILITY_WORDS
from rashomon.report.marks import letter_class, sentence_html
from rashomon_site.charts.dumbbell import dumbbell
from rashomon_site.reading.compare import wording
from rashomon_site.reading.compare.addresses import Mode
from rashomon_site.reading.compare.answer import Answer
from rashomon_site.reading.compare.entered import Entered
from rashomon_site.reading.compare.fields import CellRow, Field
from rashomon_site.reading.compare.settings import terminal_command

OPEN_WHEN_BLIND = 3
"""Items that are open from the start where every number is the reader's to give."""


@dataclass(frozen=True, slots=True)
class Box:
    """One input as it is shown."""

    name: str
    anchor: str
    mention: Mention
    colour: str
    value: str
    editors: str  # "" where it is hidden
    reason: str
    error: str


@dataclass(frozen=True, slots=True)
class ItemBoxes:
    """The inputs of one item."""

    item: Mention
    statement: str
    given: Mention | None
    boxes: tuple[Box, ...]
    fixed: tuple[tuple[Mention, str, str], ...]
    differs: bool
    is_open: bool
    is_ratio: bool


def html(sentence: Sentence) -> SafeString:
    """Return a sentence with its letters and links."""
    return mark_safe(str(sentence_html(sentence)))  # noqa: S308 - the library escapes every part


def form_parts(naming: Naming, entered: Entered, mode: Mode, shuffled: random.Random | None) -> dict[str, Any]:
    """Return the inputs; `shuffled` puts the explanations into an order of its own, something else last."""
    order = _order([prior.field.hypothesis.id for prior in entered.sheet.priors], shuffled)
    items = [_item(entered, row, mode, order, at) for at, row in enumerate(entered.sheet.rows)]
    return {
        "priors": sorted((_prior(entered, place, mode) for place in range(len(order))), key=_by(order)),
        "items": items,
        "differing": sum(item.differs for item in items),
        "uncounted": entered.sheet.uncounted,
        "as_of": short_day(naming.analysis.as_of) if naming.analysis.as_of else "",
        "words": [(word, f"{whole(low)}–{whole(high)}%") for word, (low, high) in PROBABILITY_WORDS.items()],
    }


def _order(ids: Sequence[str], shuffled: random.Random | None) -> list[str]:
    named = [id for id in ids if id != OTHER]
    if shuffled is not None:
        shuffled.shuffle(named)
    return [*named, *(id for id in ids if id == OTHER)]


def _by(order: list[str]) -> Any:
    return lambda box: order.index(box.mention.id)


def _box(entered: Entered, field: Field, mode: Mode, value: str, reason: str = "") -> Box:
    return Box(
        name=field.short,
        anchor=field.anchor,
        mention=field.hypothesis,
        colour=letter_class(field.hypothesis.mark),
        value=entered.texts.get(field.name, value),
        editors="" if mode.is_hidden else field.editors,
        reason="" if mode.is_hidden else reason,
        error=entered.errors.get(field.name, ""),
    )


def _prior(entered: Entered, place: int, mode: Mode) -> Box:
    prior = entered.sheet.priors[place]
    return _box(entered, prior.field, mode, "" if mode.blind else prior.shown, prior.reason)


def _item(entered: Entered, row: CellRow, mode: Mode, order: list[str], place: int) -> ItemBoxes:
    boxes = sorted((_box(entered, field, mode, "") for field in row.fields), key=_by(order))
    return ItemBoxes(
        item=row.item,
        statement=row.statement,
        given=row.given,
        boxes=tuple(boxes),
        fixed=tuple((mention, letter_class(mention.mark), why) for mention, why in row.fixed),
        differs=entered.rated(row) > 0,
        is_open=any(field.name in entered.texts for field in row.fields)
        or (mode.is_hidden and place < OPEN_WHEN_BLIND),
        is_ratio=any(field.is_ratio for field in row.fields),
    )


def result_parts(naming: Naming, entered: Entered, answer: Answer, mode: Mode) -> dict[str, Any]:
    """Return the answer, or what has to be put right first."""
    fields = {field.name: field for field in entered.sheet.fields()}
    started = entered.is_changed
    return {
        "errors": [(fields[name], message, _place(naming, fields[name])) for name, message in entered.errors.items()],
        "answer": answer,
        "started": started,
        "rows": _rows(answer, mode, started),
        "axis": f"{whole(answer.top)}%",
        "verdict": html(_verdict(answer, mode)) if answer.rows and started else "",
        "scaled": wording.scaled(entered),
        "total": f"{entered.total:.1f}".removesuffix(".0") if not entered.errors else "",
        "gap": html(wording.gap(answer)) if answer.shares else "",
        "parts": [(html(row.words), row.points) for row in wording.parts(naming, answer)],
        "is_sampled": answer.shares is not None and not answer.shares.exact,
        "unknown": entered.unknown,
        "terminal": terminal_command(list(answer.settings), "case.yaml") if answer.settings else "",
    }


def _verdict(answer: Answer, mode: Mode) -> Sentence:
    return wording.own_verdict(answer) if mode.is_hidden else wording.verdict(answer)


def _place(naming: Naming, field: Field) -> str:
    """Say which box an error is about."""
    prefix, _, rest = field.name.partition(".")
    if prefix == "p":
        return f"Start, {field.hypothesis.mark}"
    key = rest.removesuffix(f".{field.hypothesis.id}")
    return f"Item {naming.item(key).mark}, {field.hypothesis.mark}"


def _rows(answer: Answer, mode: Mode, started: bool) -> list[dict[str, Any]]:
    return [
        {
            "mention": row.hypothesis,
            "colour": letter_class(row.hypothesis.mark),
            "editors": "" if mode.is_hidden else row.editors_short,
            "reader": row.reader_short if started else "",
            "change": "" if mode.is_hidden or not started else row.change,
            "line": dumbbell(
                None if mode.is_hidden else row.editors,
                row.reader if started else None,
                answer.top,
                row.hypothesis.mark,
            ),
        }
        for row in (answer.rows if started or not mode.is_hidden else ())
    ]
