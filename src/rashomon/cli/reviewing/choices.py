"""Questions with a closed set of answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from rashomon.cli.drafting.wording import KINDS, POLARITIES, ROLES, one_line
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, State

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.asking import Asking

Choice = TypeVar("Choice")
MOST_TARGETS = 30


def choose(page: Page, asking: Asking, question: str, choices: Mapping[str, Choice]) -> Choice | None:
    """Return what a person chose by its number or name; None if nothing was, or nothing that is there."""
    names = list(choices)
    for number, name in enumerate(names, start=1):
        page.line(name, indent=2, lead=f"{number:>2} ")
    answer = asking.line(question).lower()
    if answer.isdecimal() and 0 < int(answer) <= len(names):
        return choices[names[int(answer) - 1]]
    fits = [name for name in names if name.lower() == answer] or [
        name for name in names if answer and name.lower().startswith(answer)
    ]
    if len(fits) == 1:
        return choices[fits[0]]
    if answer:
        page.line(f"There is no choice “{answer}”. Nothing was changed.", "careful")
    return None


def choose_kind(page: Page, asking: Asking) -> ItemKind | None:
    """Ask what kind an item is; links are found by their address and are not among the choices."""
    kinds = {KINDS[kind][0]: kind for kind in KINDS if kind != ItemKind.LINK}
    return choose(page, asking, "Which kind?", kinds)


def choose_polarity(page: Page, asking: Asking) -> Polarity | None:
    """Ask how the words put it."""
    return choose(page, asking, "How do the words put it?", {(POLARITIES[one] or one.value): one for one in Polarity})


def choose_role(page: Page, asking: Asking) -> Role | None:
    """Ask what a comment does."""
    return choose(page, asking, "What does the comment do?", {ROLES[one]: one for one in Role})


def choose_target(page: Page, asking: Asking, draft: Draft, item: Item) -> str:
    """Ask into which item another goes; returns its id, or "" for none."""
    fits = [other for other in draft.items if _fits(item, other)]
    fits.sort(key=lambda other: other.id not in item.same_as)
    for other in fits[:MOST_TARGETS]:
        words = one_line(other.label)
        page.line(words if len(words) < 120 else f"{words[:120]} …", indent=2, lead=f"{other.id:<5}")
    if not fits:
        page.line("There is no other item of its kind to merge it into.", "careful")
        return ""
    answer = asking.line("Into which item (its id)?").lower()
    return f"i{answer}" if answer.isdecimal() else answer


def _fits(item: Item, other: Item) -> bool:
    statements = {ItemKind.EVIDENCE, ItemKind.QUOTATION, ItemKind.ATTRIBUTION}
    alike = other.kind == item.kind or {item.kind, other.kind} <= statements
    return alike and other.id != item.id and other.state in (State.PROPOSED, State.ACCEPTED)
