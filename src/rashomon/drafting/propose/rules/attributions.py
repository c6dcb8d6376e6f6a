"""What somebody is said to have said, without quotation marks, and what is put forward as observed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.drafting.items import ItemKind, Polarity, VoiceKind
from rashomon.drafting.propose.found import Found, Span
from rashomon.drafting.propose.rules.names import SOCIAL, Mention, Names
from rashomon.drafting.propose.rules.passages import Passage
from rashomon.drafting.propose.rules.quotations import quoted_spans
from rashomon.drafting.propose.rules.speech import sayings
from rashomon.drafting.sentences import Sentence

OBSERVED = re.compile(
    r"\b(?:found|showed|shows|revealed|recorded|discovered|recovered|measured|detected|logs?"
    r"|records?|photographs?|footage|samples?|tests?|autops(?:y|ies)|data|satellite|radar|"
    r"witness(?:es)?|saw|was seen|were seen|heard|documents?|emails?|traces?|no (?:sign|trace"
    r"|evidence)|logged|inspection|x-rays?)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|did|\w{3,}ed|found|saw|showed|ran|fell|rose|lay|stood|came|went|left"
    r"|took|gave|broke|began|made)\b"
)
HEDGED = re.compile(r"\b(?:may|might|could|perhaps|maybe|theory|probably|will|would|if)\b|\?", re.IGNORECASE)
NOTED_BY = re.compile(
    r"\b(?:noted|reported|floated|suggested|advanced|proposed|put forward|raised|made|offered"
    r"|first aired|voiced)\b(?:\s+from\s+(?P<origin>[\w -]+?))?\s+by\s+",
    re.IGNORECASE,
)


def attributions(passage: Passage, names: Names) -> Iterator[Found]:
    """Yield the sentences that say what somebody else says, where no quotation does."""
    for sentence in passage.sentences:
        quoted = [
            (start, end) for start, end in quoted_spans(sentence.text) if len(sentence.text[start:end].split()) > 3
        ]
        if quoted:
            continue
        speakers = speakers_in(sentence, names)
        if speakers:
            yield Found(
                ItemKind.ATTRIBUTION,
                sentence.block.id,
                sentence.start,
                sentence.end,
                cue="says",
                polarity=Polarity.REPORTED,
                speakers=speakers,
            )


def speakers_in(sentence: Sentence, names: Names) -> tuple[Span, ...]:
    """Return who a sentence says that something is said by, from the nearest to the origin; pronouns are nobody."""
    named = names.within(sentence.text)
    noted = NOTED_BY.search(sentence.text)
    speakers = [one for one in named if noted and one.start >= noted.end() and one.kind == VoiceKind.PERSON][:1]
    if not speakers:
        said = sayings(sentence.text, named, quoted_spans(sentence.text), names.parsed(sentence.text))
        speakers = [saying.speaker for saying in said if not saying.speaker.is_pronoun]
    if not speakers:
        return ()
    return _spans(sentence, speakers[:1], _origin(sentence.text, speakers[0]))


def _origin(text: str, speaker: Mention) -> tuple[int, int] | None:
    found = re.search(
        r"\b(?:from|on|in|circulating on|quoting|citing|seen on)\s+(?=(?:posts? (?:on"
        r"|in) )?(?:social|Twitter|Facebook|Telegram|Reddit|TikTok|WhatsApp))",
        text,
    )
    social = SOCIAL.match(text, found.end()) if found else None
    if social is None or social.start() == speaker.start:
        return None
    return social.span()


def _spans(sentence: Sentence, speakers: list[Mention], origin: tuple[int, int] | None) -> tuple[Span, ...]:
    spans = [Span(sentence.start + one.start, sentence.start + one.end) for one in speakers]
    return tuple(spans) + ((Span(sentence.start + origin[0], sentence.start + origin[1]),) if origin else ())


def evidence(passage: Passage) -> Iterator[Found]:
    """Yield the sentences that state something observed, without a hedge."""
    for sentence in passage.sentences:
        text = sentence.text
        cue = OBSERVED.search(text)
        if cue and PAST.search(text) and not HEDGED.search(text) and len(text.split()) >= 6:
            yield Found(ItemKind.EVIDENCE, sentence.block.id, sentence.start, sentence.end, cue=cue[0].lower())
