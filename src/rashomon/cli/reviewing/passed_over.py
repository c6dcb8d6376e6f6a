"""The sentences that no item uses, one after another; a choice of words makes an item of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import one_line
from rashomon.cli.reviewing.choices import choose_kind
from rashomon.cli.reviewing.screen import AROUND, in_context
from rashomon.cli.reviewing.session import Session
from rashomon.cli.reviewing.words import chosen_words, show_numbered
from rashomon.drafting.failures import BadDecision
from rashomon.drafting.review.selecting import select
from rashomon.drafting.review.unused import unused
from rashomon.drafting.sentences import Sentence

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.asking import Asking

KEYS = "i make an item of it · n next · b back · u undo · q back to the items"


def step_through(session: Session, page: Page, asking: Asking) -> None:
    """Show each unused sentence and make items of those that a person picks. Raises Ended."""
    left, at = unused(session.draft), 0
    while left:
        at = min(at, len(left) - 1)
        _show(page, session, left, at)
        key = asking.key().lower()
        if key == "i":
            at += not _make(session, page, asking, left[at])
        elif key == "u":
            page.line("Taken back." if session.undo() else "There is nothing to undo.")
        elif key == "q":
            return
        elif key in ("n", "") and at == len(left) - 1:
            page.line("That was the last sentence. Back to the items.")
            return
        else:
            at = max(at - 1, 0) if key == "b" else at + (key in ("n", ""))
        left = unused(session.draft) if key in ("i", "u") else left
    page.line("Every sentence is used by an item.")


def _show(page: Page, session: Session, left: tuple[Sentence, ...], at: int) -> None:
    sentence = left[at]
    block = sentence.block
    whose = f"comment {block.comment}" if block.comment else block.kind.value
    first, last = max(block.start, sentence.start - AROUND), min(block.end, sentence.end + AROUND)
    page.blank()
    page.split(f"Unused sentence {at + 1} of {len(left)}", f"{block.id}, {whose}", "strong")
    page.line(in_context(page, session.draft, sentence.start, sentence.end, first, last), indent=2)
    page.line(KEYS, "quiet")


def _make(session: Session, page: Page, asking: Asking, sentence: Sentence) -> bool:
    """Ask for the kind and the words; returns whether an item was made."""
    kind = choose_kind(page, asking)
    if kind is None:
        return False
    show_numbered(page, sentence.text)
    answer = asking.line("Which words (such as 3-9, or the words themselves; Enter: the whole sentence)?")
    span = chosen_words(sentence.text, answer)
    if span is None:
        page.line(f"The sentence does not hold “{one_line(answer)}”. Nothing was made.", "careful")
        return False
    try:
        session.decide(select(session.draft, sentence.start + span[0], sentence.start + span[1], kind))
    except BadDecision as error:
        page.line(str(error), "careful")
        return False
    page.line(f"{session.draft.items[-1].id} was added.")
    return True
