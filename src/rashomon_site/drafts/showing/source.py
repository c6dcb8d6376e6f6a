"""The source as the review page shows it: blocks, cut where items begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rashomon.drafting.document import Block, BlockKind, Comment
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, State
from rashomon.drafting.sentences import Sentence
from rashomon_site.drafts.showing.wording import BLOCKS, KINDS

BY_MEANING = (ItemKind.EXPLANATION, ItemKind.PREDICTION, ItemKind.PARALLEL, ItemKind.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same items cover. `item` is the one that a press on them opens."""

    text: str
    start: int
    item: str = ""
    items: str = ""
    kinds: str = ""
    state: str = ""
    is_unused: bool = False


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block of the source; the first block of a comment brings the comment along."""

    block: Block
    pieces: tuple[Piece, ...]
    name: str
    opens: Comment | None
    comment_item: Item | None

    @property
    def is_left_out(self) -> bool:
        """Whether the block is taken for no part of the article."""
        return self.block.kind == BlockKind.BOILERPLATE


def blocks_shown(draft: Draft, unused: Iterable[Sentence]) -> Iterator[BlockShown]:
    """Yield the blocks in the order of the text."""
    covering = _by_block(draft, [item for item in draft.items if _is_marked(item)])
    free = defaultdict(list)
    for sentence in unused:
        free[sentence.block.id].append(sentence)
    of_comments = {draft.document.block(i.block).comment: i for i in draft.items if i.kind == ItemKind.COMMENT}
    comments = {comment.number: comment for comment in draft.document.comments}
    last = None
    name = ""
    for block in draft.document.blocks:
        opens = comments[block.comment] if block.comment is not None and block.comment != last else None
        last = block.comment
        pieces = tuple(_pieces(draft, block, covering[block.id], free[block.id]))
        above, name = name, BLOCKS.get(block.kind, "")
        said_above = name == above and not opens
        yield BlockShown(
            block, pieces, "" if said_above else name, opens, of_comments.get(block.comment) if opens else None
        )


def _is_marked(item: Item) -> bool:
    return item.state != State.REJECTED and item.kind != ItemKind.COMMENT


def _by_block(draft: Draft, items: list[Item]) -> dict[str, list[Item]]:
    """Return the items of each block; one of a comment may reach over several of its blocks."""
    blocks = draft.document.blocks
    starts = [block.start for block in blocks]
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for block in blocks[bisect_right(starts, item.start) - 1 : bisect_right(starts, item.end - 1)]:
            found[block.id].append(item)
    return found


def _pieces(draft: Draft, block: Block, items: list[Item], unused: list[Sentence]) -> Iterator[Piece]:
    spans = [(one.start, one.end) for one in items] + [(one.start, one.end) for one in unused]
    edges = {block.start, block.end}
    for start, end in spans:
        edges |= {max(start, block.start), min(end, block.end)}
    for start, end in pairwise(sorted(edges)):
        covered = [item for item in items if item.start <= start and end <= item.end]
        text = draft.document.text[start:end]
        if covered:
            yield _marked(text, start, covered)
        else:
            free = any(one.start <= start and end <= one.end for one in unused)
            yield Piece(text, start, is_unused=free)


def _marked(text: str, start: int, items: list[Item]) -> Piece:
    items = sorted(items, key=lambda item: (item.end - item.start, item.kind not in BY_MEANING))
    state = State.PROPOSED if any(item.state == State.PROPOSED for item in items) else State.ACCEPTED
    ids = " ".join(item.id for item in items)
    kinds = ", ".join(dict.fromkeys(KINDS[item.kind] for item in items))
    return Piece(text, start, items[0].id, ids, kinds, state.value)
