"""Words in quotation marks that somebody said or wrote, and who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.drafting.document import Block
from rashomon.drafting.items import ItemKind, Polarity, VoiceKind
from rashomon.drafting.propose.found import Found, Span
from rashomon.drafting.propose.rules.block_quotations import BlockQuotation, block_quotations
from rashomon.drafting.propose.rules.names import SOCIAL, Mention, Names
from rashomon.drafting.propose.rules.passages import Passage
from rashomon.drafting.propose.rules.speech import NEAR, VERB, Saying, sayings

MARKED = re.compile(
    r"„([^„“”]+)(?:[“”]|$)|“([^“”]+)(?:”|$)|(?<!\d)\"([^\"]+)(?:\"|$)|«([^«»]+)»|(?<![\w’])‘((?:[^‘’]|’(?=\w))+)’(?!\w)"
    r"|(?<!\w)'((?:[^'\n]|'(?=\w)){12,})'(?!\w)"
)
FEWEST_WORDS = 4
"""A quotation with fewer words, and no sign at its end, is a name or a scare quote."""
ONE_OFFICE = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Mm]y|[Oo]ur) (?!.*(?:police|people|staff|crew)$)")
ENDS = re.compile(r"[,.!?…—–]$")
SAID_TO_BE = re.compile(
    r"\b(?:calls?|called|describ\w+|dismiss\w*|told|said|says|branded|labell?ed|termed"
    r"|deemed)\b[^.!?“”\"]{0,60}\b(?:it|this|that|them|as|is|was|were|are|idea|theory|claims?"
    r"|suggestion|story|notion|explanation)\s*$"
)
"""Before a few words in quotation marks: “called the idea ‘baseless’”."""
CALLED = re.compile(
    r"\b(?:called|titled|entitled|named|headlined|dubbed|known as|nicknamed|the (?:so-called"
    r"|word|words|term|phrase|slogan))\s*$"
)


if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks; places are those of the document."""

    block: Block
    start: int
    end: int
    speakers: tuple[Span, ...] = ()


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the places inside of quotation marks, whatever is said there."""
    return [found.span(found.lastindex or 0) for found in MARKED.finditer(text)]


def quotations(passage: Passage, names: Names) -> Iterator[Found]:
    """Yield what is quoted in a passage, with the words that name the speaker where there are any."""
    last: Mention | None = None
    last_at = 0
    in_blocks = block_quotations(passage, names)
    for block in passage.blocks:
        text = passage.document.text_of(block)
        if block.id in in_blocks and (in_blocks[block.id] is None or not MARKED.search(text)):
            yield from _in_block(block, in_blocks[block.id])
            continue
        named, parsed = names.within(text), names.parsed(text)
        for quoted, speaker, offset in _of_block(passage, block, text, named, parsed, last, last_at):
            yield Found(
                ItemKind.QUOTATION,
                block.id,
                quoted.start,
                quoted.end,
                cue="quotation marks",
                polarity=Polarity.REPORTED,
                speakers=quoted.speakers,
            )
            if speaker is not None:
                last, last_at = speaker, offset
        named_here = [one for one in named if one.kind == VoiceKind.PERSON and not one.is_pronoun]
        said = [one.speaker for one in sayings(text, named, quoted_spans(text), parsed) if not one.speaker.is_pronoun]
        if said or named_here:
            last, last_at = (said or named_here)[-1], block.start


def _in_block(block: Block, quoted: BlockQuotation | None) -> Iterator[Found]:
    if quoted is not None:
        yield Found(
            ItemKind.QUOTATION,
            block.id,
            quoted.start,
            quoted.end,
            cue="block quotation",
            polarity=Polarity.REPORTED,
            speakers=quoted.speakers,
        )


def _of_block(
    passage: Passage,
    block: Block,
    text: str,
    named: tuple[Mention, ...],
    parsed: Doc | None,
    last: Mention | None,
    last_at: int,
) -> Iterator[tuple[Quoted, Mention | None, int]]:
    spans = _spoken(text)
    said = list(sayings(text, named, spans, parsed))
    before: Mention | None = None
    for start, end in spans:
        saying = _nearest(said, start, end, text, spans)
        speaker = saying.speaker if saying else _introduced(text, start, named) or before
        offset = block.start
        if speaker is None or speaker.is_pronoun:
            known = _earlier(said, named, speaker.start if speaker else start)
            if known is not None:
                speaker = known
            elif last is not None and (speaker is not None or _is_whole(text, start, end)):
                speaker, offset = last, last_at
        before = speaker if offset == block.start else before
        yield (
            Quoted(block, block.start + start, block.start + end, _words(speaker, offset, text, block, start, end)),
            speaker,
            offset,
        )


def _words(speaker: Mention | None, offset: int, text: str, block: Block, start: int, end: int) -> tuple[Span, ...]:
    named = [] if speaker is None else [Span(offset + speaker.start, offset + speaker.end)]
    origin = SOCIAL.search(text, start, end)
    if origin and re.search(
        r"(?:circulat|spread|float|appear|popular|doing the rounds|going around|rife)\w*[^.]{0,40}$",
        text[start : origin.start()],
    ):
        named.append(Span(block.start + origin.start(), block.start + origin.end()))
    return tuple(named)


def _spoken(text: str) -> list[tuple[int, int]]:
    """Return what is quoted and speech, by its length or the word before it; scare quotes, names and titles are not."""
    spans = []
    for start, end in quoted_spans(text):
        words = text[start:end].split()
        is_speech = len(words) >= FEWEST_WORDS or (len(words) > 1 and ENDS.search(text[start:end]))
        before = text[max(0, start - NEAR) : max(0, start - 1)]
        is_speech = is_speech or bool(SAID_TO_BE.search(before)) or _is_told(text, start, end)
        if is_speech and not CALLED.search(before) and not _looks_like_a_title(words):
            spans.append((start, end))
    return spans


def _is_told(text: str, start: int, end: int) -> bool:
    """Return whether a few quoted words stand near a verb of saying: `said he was “not amused”`."""
    before = re.split(r"[.!?;:]\s", text[max(0, start - NEAR) : start])[-1]
    after = re.split(r"[.!?;:]\s", text[end : end + NEAR])[0]
    if re.match(r".?,? (?:\w+ ){0,3}(?:said|says|replied|answered|shouted|insists|insisted)\b", after):
        return True
    return len(text[start:end].split()) > 1 and bool(VERB.search(before))


def _looks_like_a_title(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long) and all(word[:1].isupper() for word in long) and not ENDS.search(words[-1])


def _nearest(said: list[Saying], start: int, end: int, text: str, spans: Sequence[tuple[int, int]]) -> Saying | None:
    """Return the saying closest to a quotation, in its sentence; one that follows the quotation comes first."""
    after = [one for one in said if 0 <= min(one.start, one.speaker.start) - end <= 60]
    for one in after:
        gap = text[end : min(one.start, one.speaker.start)]
        if not re.search(r"[.!?;]\s|\n", re.sub(r"^[“”\"’'»]\s*", "", gap)) and not re.search(r"[„“\"«]", gap[1:]):
            return one
    following = re.match(r"[”\"’'»]?\s*(?:So|Thus)\s+(?:\w+\s+)?", text[end:])
    if following:
        for one in said:
            if end <= one.start <= end + following.end() + 20:
                return one
    before = [one for one in said if max(one.end, one.speaker.end) <= start]
    for one in reversed(before):
        gap = text[max(one.end, one.speaker.end) : start]
        if not re.search(r"[.!?]\s+(?=[A-Z“\"])", gap) and len(gap) <= 200:
            return one
        break
    return None


def _introduced(text: str, start: int, named: Sequence[Mention]) -> Mention | None:
    """Return who stands before a colon: `Jane Roe: “…”`, or `Roe, of the port:`."""
    before = text[:start].rstrip("„“\"‘'« ")
    if not before.endswith(":"):
        return None
    near = [
        one
        for one in named
        if one.end <= start and start - one.end <= 120 and not re.search(r"[.!?]\s", text[one.end : start])
    ]
    return next(
        (one for one in near if one.kind == VoiceKind.PERSON and not one.is_pronoun), near[-1] if near else None
    )


def _earlier(said: Sequence[Saying], named: Sequence[Mention], place: int) -> Mention | None:
    """Return whom `he` or `she` stands for: who spoke last in the paragraph, else who was named last."""
    spoke = [
        one.speaker
        for one in said
        if one.end <= place and one.speaker.kind == VoiceKind.PERSON and not one.speaker.is_pronoun
    ]
    people = [
        one for one in (spoke or named) if one.end <= place and one.kind == VoiceKind.PERSON and not one.is_pronoun
    ]
    # “I asked the town clerk. ‘Noted,’ she said”: an office, where nobody is named.
    offices = [
        one for one in named if one.end <= place and one.kind == VoiceKind.UNNAMED and ONE_OFFICE.match(one.name)
    ]
    return people[-1] if people else offices[-1] if offices else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a paragraph is nothing but a quotation, which then goes on with the speaker before it."""
    return not text[:start].strip("„“\"‘'« ") and not text[end:].strip("“”\"’'» .")
