"""Decisions from the command line, without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import counted
from rashomon.cli.reviewing.session import Session
from rashomon.drafting.review.decisions import accept, reject
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.cli.page import Page


def decide_as_told(session: Session, page: Page, accepted: str, rejected: str, accept_all: bool) -> None:
    """Accept and reject by id, then accept what waits if told to: all of it, or nothing if one id is wrong.

    Raises BadDecision for an unknown id, and UsageError for one that is named on both sides.
    """
    taken, refused = ids_in(accepted), ids_in(rejected)
    if both := sorted(set(taken) & set(refused)):
        raise UsageError(f"{both[0]} is both accepted and rejected: name it once")
    draft = accept(reject(session.draft, refused), taken)
    waiting = [item.id for item in draft.unconfirmed] if accept_all else []
    session.decide(accept(draft, waiting))
    if waiting:
        page.line(f"Accepted without a look at each: {counted(len(waiting), 'item')}.", "careful")


def ids_in(text: str) -> list[str]:
    """Return the ids in `i1,i2`, or `1, 2`."""
    parts = text.replace(",", " ").split()
    return [f"i{part}" if part.isdecimal() else part.lower() for part in parts]
