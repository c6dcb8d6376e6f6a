"""An item beside the words that stand around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import KINDS, about, counted, one_line, state_words
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item

if TYPE_CHECKING:
    from rashomon.cli.page import Page

AROUND = 240
"""Signs of context on either side."""
KEYS = "a accept  r reject  e edit  m merge  n next  u undo  x unused  ? more  q quit"
HELP = (
    ("a", "accept: the words are what the draft takes them for"),
    ("r", "reject: it does not belong in the case"),
    ("e", "edit the label, which names the item in the case; the quoted words stay as they are"),
    ("k", "change what kind of item it is"),
    ("p", "change how the words put it (asserted, questioned, denied, reported); of a comment, its role"),
    ("c", "choose other words of the source for it; they are its new label too"),
    ("v", "say whose voice it is, and from whom that voice has it"),
    ("m", "merge it into another item that says the same"),
    ("s", "split: take a merged item out again, or everything that was merged into this one"),
    ("o", "open it again: as if nobody had decided"),
    ("n b", "next item, item before"),
    ("g", "go to an item by its id"),
    ("u", "undo the last decision"),
    ("w", "show more of the words around it"),
    ("x", "step through the sentences that no item uses, and make items of them"),
    ("q", "save and quit; when nothing waits any more, the case is written"),
)


def show_item(page: Page, draft: Draft, place: int) -> None:
    """Show an item: where it is in the row, the words in their context, and what it is taken for."""
    item = draft.items[place]
    page.blank()
    waiting = len(draft.unconfirmed)
    head = f"{place + 1} of {len(draft.items)} · {item.id} · {KINDS[item.kind][0]} · {state_words(item)}"
    page.split(head, f"{waiting} waiting", "strong")
    page.line(about(draft.document, item), "quiet")
    page.blank()
    page.line(in_context(page, draft, item.start, item.end, *_reach(draft, item)), indent=2)
    page.blank()
    page.line(f"Label: {item.label}", "strong")
    if item.url:
        page.line(f"Leads to {item.url}")
    page.line(KEYS, "quiet")


def _reach(draft: Draft, item: Item) -> tuple[int, int]:
    start, end = draft.document.row(draft.document.block(item.block))
    return max(start, item.start - AROUND), min(end, item.end + AROUND)


def show_around(page: Page, draft: Draft, item: Item) -> None:
    """Show the whole block of an item, and the blocks before and after it."""
    document = draft.document
    at = document.blocks.index(document.block(item.block))
    page.blank()
    for block in document.blocks[max(at - 1, 0) : at + 2]:
        start, end = max(block.start, item.start), min(block.end, item.end)
        whose = f"comment {block.comment}" if block.comment else block.kind.value
        page.line(f"{block.id}, {whose}", "quiet")
        if start < end:
            page.line(in_context(page, draft, start, end, block.start, block.end), indent=2)
        else:
            page.line(one_line(document.text_of(block)), indent=2)


def in_context(page: Page, draft: Draft, start: int, end: int, first: int, last: int) -> str:
    """Return the text from `first` to `last` in one paragraph, with the words from `start` to `end` marked."""
    text = draft.document.text
    opening, closing = ("⟦", "⟧") if page.unicode else ("[[", "]]")
    before, inside, after = (
        " ".join(part.replace("⟦", "[").replace("⟧", "]").split("\n"))
        for part in (text[first:start], text[start:end], text[end:last])
    )
    block_starts = {block.start for block in draft.document.blocks}
    lead = "" if first in block_starts else "… "
    return one_line(f"{lead}{before}{opening}{inside}{closing}{after}") + (
        " …" if text[last : last + 1].strip() else ""
    )


def show_help(page: Page) -> None:
    """Say what every key does."""
    page.heading("Keys")
    for key, what in HELP:
        page.line(what, indent=2, lead=f"{key:<4}")


def show_summary(page: Page, draft: Draft) -> None:
    """Say how much is decided."""
    from collections import Counter

    states = Counter(item.state.value for item in draft.items)
    parts = [counted(len(draft.items), "item"), *(f"{count} {state}" for state, count in sorted(states.items()))]
    page.line(": ".join([parts[0], ", ".join(parts[1:])]).removesuffix(": ") + ".")
