"""What each key does to the item that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rashomon.cli.reviewing import choices, screen
from rashomon.cli.reviewing.session import Session
from rashomon.cli.reviewing.voices import choose_voices
from rashomon.cli.reviewing.words import chosen_words, passage_of, show_numbered
from rashomon.drafting.items import Item, ItemKind, State
from rashomon.drafting.review import decisions
from rashomon.drafting.review.selecting import place_of

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.asking import Asking


def accept(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Accept the item, and look at the next that waits."""
    session.decide(decisions.accept(session.draft, [item.id]))
    session.to_waiting()


def reject(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Reject the item, and look at the next that waits."""
    session.decide(decisions.reject(session.draft, [item.id]))
    session.to_waiting()


def edit(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask for another label; the item is accepted with it."""
    label = " ".join(asking.line("New label (Enter leaves it as it is):").split())
    if label:
        session.decide(decisions.change(session.draft, item.id, label=label))


def kind(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask for another kind; the item is accepted with it."""
    chosen = choices.choose_kind(page, asking)
    if chosen is not None:
        session.decide(decisions.change(session.draft, item.id, kind=chosen))


def polarity(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask how the words put it, or what a comment does; the item is accepted with that."""
    if item.kind == ItemKind.COMMENT:
        role = choices.choose_role(page, asking)
        if role is not None:
            session.decide(decisions.change(session.draft, item.id, role=role))
        return
    chosen = choices.choose_polarity(page, asking)
    if chosen is not None:
        session.decide(decisions.change(session.draft, item.id, polarity=chosen))


def words(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask which words of the source the item is; it is accepted with them, and they are its new label."""
    first, last = passage_of(session.draft, item)
    passage = session.draft.document.text[first:last]
    show_numbered(page, passage)
    answer = asking.line("Which words (such as 3-9, or the words themselves; Enter leaves them)?")
    if answer:
        span = chosen_words(passage, answer)
        start, end = (first + span[0], first + span[1]) if span else place_of(session.draft, item.start, answer)
        session.decide(decisions.change(session.draft, item.id, start=start, end=end))


def voices(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask who says it; the item is accepted with that."""
    chain = choose_voices(page, asking, session.draft, item)
    if chain is not None:
        session.decide(decisions.change(session.draft, item.id, chain=chain))


def merge(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask for the item that says the same, and merge into it."""
    target = choices.choose_target(page, asking, session.draft, item)
    if target == item.id:
        page.line("An item cannot be merged into itself.", "careful")
    elif target:
        session.decide(decisions.merge(session.draft, target, [item.id]))
        session.to_waiting()


def split(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Take a merged item out again, or all that were merged into this one."""
    merged = [item.id] if item.state == State.MERGED else [one.id for one in session.draft.items if one.into == item.id]
    if merged:
        session.decide(decisions.reconsider(session.draft, merged))
        page.line(f"On their own again: {', '.join(merged)}.")
    else:
        page.line("Nothing is merged here.", "careful")


def open_again(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Let the item wait for a decision again."""
    session.decide(decisions.reconsider(session.draft, [item.id]))


def undo(session: Session, page: Page, asking: Asking, item: Item | None) -> None:
    """Take the last decision back."""
    if not session.undo():
        page.line("There is nothing to undo.", "careful")


def following(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Look at the next item."""
    if not session.move(1):
        page.line("This is the last item.", "careful")


def back(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Look at the item before."""
    if not session.move(-1):
        page.line("This is the first item.", "careful")


def go(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Ask for an id, and look at that item."""
    named = asking.line("Which item (its id)?").lower()
    if not session.go_to(f"i{named}" if named.isdecimal() else named):
        page.line(f"There is no item {named}.", "careful")


def around(session: Session, page: Page, asking: Asking, item: Item) -> None:
    """Show more of the text."""
    screen.show_around(page, session.draft, item)


Step = Callable[[Session, "Page", "Asking", Item], None]
STEPS: dict[str, Step] = {
    "a": accept,
    "r": reject,
    "e": edit,
    "k": kind,
    "p": polarity,
    "c": words,
    "v": voices,
    "m": merge,
    "s": split,
    "o": open_again,
    "n": following,
    "b": back,
    "g": go,
    "w": around,
}
"""Every key that needs an item to work on."""
