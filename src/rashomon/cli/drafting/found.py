"""What `rashomon draft` shows of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import KINDS, about, found_words, one_line, page_words
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind

if TYPE_CHECKING:
    from rashomon.cli.page import Page

LONGEST = 400
"""Signs of an item's words that are shown; the draft has them all."""


def show_draft(page: Page, draft: Draft) -> None:
    """Show what was found, by kind, each item with its words, its place and who says it."""
    page.title(f"{draft.origin.name}: {found_words(draft)}")
    page.line(f"{page_words(draft)}. Read by {draft.read_by}.")
    for kind in KINDS:
        _show_kind(page, draft, kind)
    _show_dropped(page, draft)
    if draft.warnings:
        page.heading("Warnings")
        for warning in draft.warnings:
            page.bullet(warning)


def _show_kind(page: Page, draft: Draft, kind: ItemKind) -> None:
    items = [item for item in draft.items if item.kind == kind]
    if not items:
        return
    page.heading(f"{KINDS[kind][len(items) > 1]} ({len(items)})")
    width = max(len(item.id) for item in items)
    for item in items:
        show_item(page, draft, item, width)


def show_item(page: Page, draft: Draft, item: Item, width: int) -> None:
    """Show one item: its exact words, and below them where they stand and whose they are."""
    words = one_line(item.text)
    page.line(words if len(words) <= LONGEST else f"{words[:LONGEST]} …", indent=2, lead=f"{item.id:<{width}}  ")
    if item.url and item.url != words:
        page.line(item.url, "quiet", indent=4 + width)
    page.line(about(draft.document, item), "quiet", indent=4 + width)


def _show_dropped(page: Page, draft: Draft) -> None:
    if not draft.dropped:
        return
    page.heading("Left out before reading")
    for dropped in draft.dropped:
        page.bullet(f"{dropped.what}: {dropped.count:,}")
