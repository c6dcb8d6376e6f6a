"""The review, one key after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import counted
from rashomon.cli.reviewing import screen
from rashomon.cli.reviewing.asking import Ended
from rashomon.cli.reviewing.passed_over import step_through
from rashomon.cli.reviewing.session import Session
from rashomon.cli.reviewing.steps import STEPS, undo
from rashomon.drafting.failures import BadDecision

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.asking import Asking

QUIET = {"w", "?"}
"""Keys after which the item is not shown anew."""


def hold_review(session: Session, page: Page, asking: Asking) -> None:
    """Ask about item after item until the person quits; every decision is saved as it is made."""
    session.to_waiting()
    _introduce(session, page)
    key = ""
    try:
        while True:
            if session.item is not None and key not in QUIET:
                screen.show_item(page, session.draft, session.place)
            key = asking.key().lower()
            if key == "q":
                return
            _take(session, page, asking, key)
    except Ended:
        return


def _introduce(session: Session, page: Page) -> None:
    from rashomon.drafting.review.unused import unused

    screen.show_summary(page, session.draft)
    for warning in session.draft.warnings:
        page.line(f"Warning: {warning}", "careful")
    page.line(f"{counted(len(unused(session.draft)), 'sentence')} that no item uses: x shows them. ? lists the keys.")


def _take(session: Session, page: Page, asking: Asking, key: str) -> None:
    waited = bool(session.draft.unconfirmed)
    try:
        _do(session, page, asking, key)
    except BadDecision as error:
        page.line(str(error), "careful")
    if waited and not session.draft.unconfirmed:
        page.blank()
        page.line("Every item is decided. x shows the sentences that no item uses; q writes the case.", "strong")


def _do(session: Session, page: Page, asking: Asking, key: str) -> None:
    item = session.item
    if key == "?":
        screen.show_help(page)
    elif key == "x":
        step_through(session, page, asking)
    elif key == "u":
        undo(session, page, asking, item)
    elif key in STEPS and item is not None:
        STEPS[key](session, page, asking, item)
    elif key:
        page.line(f"`{key}` is no key here; ? lists them.", "careful")
