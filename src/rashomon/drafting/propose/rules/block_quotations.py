"""Who is quoted in a block of its own: the line below it, else who introduced it; never merely who was named last."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rashomon.drafting.document import Block, BlockKind
from rashomon.drafting.items import VoiceKind
from rashomon.drafting.propose.found import Span
from rashomon.drafting.propose.rules.names import Names
from rashomon.drafting.propose.rules.passages import Passage
from rashomon.drafting.propose.rules.speech import sayings

DASHED = re.compile(r"^\s*(?:[—–―]|--?)\s*(?=\w)")
AT_END = re.compile(r"(?<=[.!?…”\"’])\s*[—–―]\s*(?P<credit>[^\W\d_][^—–.!?\n]{1,80})$")
LONGEST_CREDIT = 100


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """The place of the words in a block quotation, and of those that name the speaker."""

    start: int
    end: int
    speakers: tuple[Span, ...]


def block_quotations(passage: Passage, names: Names) -> Mapping[str, BlockQuotation | None]:
    """Return what each block quotation says, by the block's id; None for a line that only names the speaker."""
    made: dict[str, BlockQuotation | None] = {}
    run: list[Block] = []
    for place, block in enumerate(passage.blocks):
        if block.kind != BlockKind.BLOCKQUOTE:
            run = []
        elif run and (credit := _credit(passage.document.text_of(block), names)) is not None:
            speaker = Span(block.start + credit[0], block.start + credit[1])
            for quoted in run:
                made[quoted.id] = _whole(quoted, (speaker,))
            made[block.id], run = None, []
        else:
            own = _with_credit_at_end(passage, block, names)
            made[block.id] = own or _whole(block, _introducing(passage, place, names, made))
            run = [] if own else [*run, block]
    return MappingProxyType(made)


def _whole(block: Block, speakers: tuple[Span, ...]) -> BlockQuotation:
    return BlockQuotation(block.start, block.end, speakers)


def _credit(text: str, names: Names) -> tuple[int, int] | None:
    """Return the place of the name in a line that is nothing but the speaker; None if it is more than that."""
    dash = DASHED.match(text)
    start = dash.end() if dash else 0
    if len(text) > LONGEST_CREDIT or (text.rstrip()[-1:] in '.!?…”"' and not dash):
        return None
    people = [one for one in names.within(text) if one.kind == VoiceKind.PERSON and not one.is_pronoun]
    person = next((one for one in people if one.start - start <= (LONGEST_CREDIT if dash else 0)), None)
    if person is not None:
        return person.start, person.end
    return (start, len(text.rstrip())) if dash else None


def _with_credit_at_end(passage: Passage, block: Block, names: Names) -> BlockQuotation | None:
    text = passage.document.text_of(block)
    found = AT_END.search(text)
    credit = _credit("— " + found["credit"], names) if found else None
    if found is None or credit is None:
        return None
    shift = block.start + found.start("credit") - 2
    return BlockQuotation(block.start, block.start + found.start(), (Span(shift + credit[0], shift + credit[1]),))


def _introducing(
    passage: Passage, place: int, names: Names, made: Mapping[str, BlockQuotation | None]
) -> tuple[Span, ...]:
    """Return who spoke in the block quotation that this one goes on, or who was said to speak just above it."""
    before: Sequence[Block] = passage.blocks[max(0, place - 1) : place]
    if not before:
        return ()
    above = made.get(before[0].id)
    if before[0].kind == BlockKind.BLOCKQUOTE:
        return above.speakers if above else ()
    text = passage.document.text_of(before[0])
    last = max(0, *(found.end() for found in re.finditer(r"[.!?]\s", text)), 0)
    said = [one.speaker for one in sayings(text, names.within(text), (), names.parsed(text)) if one.start >= last]
    said = [one for one in said if not one.is_pronoun]
    if not said and text.rstrip().endswith(":"):
        said = [one for one in names.within(text) if one.kind == VoiceKind.PERSON and not one.is_pronoun]
    return tuple(Span(before[0].start + one.start, before[0].start + one.end) for one in said[-1:])
