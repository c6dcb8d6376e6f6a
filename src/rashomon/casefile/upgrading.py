"""Old versions of the format become the newest one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rashomon.casefile.wording import problem
from rashomon.problems import CaseProblems

Document = dict[str, Any]
Upgrade = Callable[[Document], Document]

NEWEST = 1
UPGRADES: Mapping[int, Upgrade] = {}
"""From each old version to the next. Version 1 is the first, so there is none yet."""


def upgrade(document: Document, *, upgrades: Mapping[int, Upgrade] = UPGRADES, newest: int = NEWEST) -> Document:
    """Return `document` as the newest version has it; the one that was given is left as it was.

    Raises CaseProblems if the version is missing, unknown, or newer than this program.
    """
    version = document.get("rashomon")
    if version is None:
        raise CaseProblems([problem("no-version", ("rashomon",), newest=newest)])
    if not isinstance(version, int) or isinstance(version, bool):
        raise _bad(version, newest)
    if version > newest:
        raise CaseProblems([problem("too-new", ("rashomon",), version=version, newest=newest)])
    for step in range(version, newest):
        if step not in upgrades:
            raise _bad(version, newest)
        document = {**upgrades[step](dict(document)), "rashomon": step + 1}
    return document


def _bad(version: object, newest: int) -> CaseProblems:
    return CaseProblems([problem("bad-version", ("rashomon",), version=str(version)[:40], newest=newest)])
