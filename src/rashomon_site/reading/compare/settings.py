"""A reader's numbers as the settings that `rashomon what-if` takes, so that terminal and page say the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from rashomon.model import OTHER
from rashomon_site.reading.compare.entered import Entered

Setting = tuple[str, str]


def settings_of(entered: Entered) -> list[Setting]:
    """Return every (path, value) that differs from the case, in the order of the page."""
    return [*_priors(entered), *_cells(entered)]


def _priors(entered: Entered) -> Iterator[Setting]:
    """Yield all starting shares, scaled to 100, as soon as one of them differs: they only hold together."""
    if entered.shares:
        total = entered.total
        for prior in entered.sheet.priors:
            yield prior.field.path, f"{100 * entered.share_of(prior) / total:.12g}%"
    elif entered.blind:
        yield from _equal(entered)


def _equal(entered: Entered) -> Iterator[Setting]:
    """Yield equal shares for whoever names none, with the usual 5% for something else."""
    has_other = any(prior.field.hypothesis.id == OTHER for prior in entered.sheet.priors)
    named = len(entered.sheet.priors) - has_other
    for prior in entered.sheet.priors:
        share = 5.0 if prior.field.hypothesis.id == OTHER else (95.0 if has_other else 100.0) / named
        yield prior.field.path, f"{share:.12g}%"


def _cells(entered: Entered) -> Iterator[Setting]:
    for row in entered.sheet.rows:
        if entered.blind and not entered.rated(row):
            yield from row.neutral
            continue
        for cell in row.fields:
            if cell.name in entered.cells:
                yield cell.path, entered.cells[cell.name].text


def terminal_command(settings: list[Setting], file: str) -> str:
    """Return the command that gives the same answer from a terminal."""
    parts = [f"rashomon what-if {shlex.quote(file)}"]
    parts += [f"--set {shlex.quote(f'{path}={value}')}" for path, value in settings]
    return " \\\n  ".join(parts)
