"""Verbs of saying, and who their subject is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.drafting.items import VoiceKind
from rashomon.drafting.propose.rules.names import NOT_FIRST, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBS = (
    "said|says|say|told|tells|wrote|writes|write|argued|argues|argue|claims|claimed|claim|suggests"
    "|suggested|suggest|believes|believed|believe|thinks|think|thought|insists|insisted|insist|noted|notes"
    "|observed|observes|added|adds|explained|explains|reported|reports|maintained|maintains|contends"
    "|contended|speculated|speculates|speculate|wonders|wondered|wonder|asked|asks|replied|recalled"
    "|recalls|conceded|concedes|admitted|admits|denied|denies|deny|warned|warns|predicted|predicts|stated"
    "|states|announced|concluded|concludes|tweeted|posted|joked|guessed|reckons|reckoned|reckon|swears"
    "|swore|suspects|suspected|suspect|blames|blamed|blame|remarked|confirmed|confirms|calls|called|put it"
    "|puts it|pointed out|points out|offered|offers|remembers|remembered|shrugged|laughed|sighed|answered"
    "|acknowledged|alleged|alleges|complained|complains|declared|wagers|proposed|proposes|dismissed"
    "|dismisses|ruled out|rejected|rejects|testified|read|reads|theori[sz]ed|theori[sz]es"
)
VERB = re.compile(rf"\b(?:{VERBS})\b")
ACCORDING = re.compile(r"\b[Aa]ccording to\s+|\b[Ii]n the words of\s+|\bas noted (?:from|by)\s+")
OWN = re.compile(r"\bto\s+$|\b(?:I|we|We|you|You)\b(?:[’']\w+)?\s+(?:[\w’']+\s+){0,2}$")
INVERTED = re.compile(
    r"said|says|wrote|writes|added|adds|asked|asks|replied|explained|explains|noted|notes"
    r"|observed|observes|argued|argues"
    r"|insisted|insists|recalled|recalls|warned|warns|remarked|tweeted|posted|joked|answered"
    r"|conceded|announced|reported|reports"
)
"""Verbs after which the speaker may stand: “said the mayor”, but not “thought the mayor”."""
DESCRIBED = re.compile(
    r"\b((?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]er|[Hh]is|[Tt]heir|[Oo]ur|[Mm]y|[Tt]wo|[Tt]hree"
    r"|[Ss]everal) (?:(?!(?:does|do|did|not|still|will|is|was|has|had|that|who)\b)[a-z’'-]+ ){0,4}?"
    r"(?!(?:not|still|now|then|also|even|once|later)\b)[a-z’'-]+"
    r"(?: (?:of|in|at|from|for) (?:the )?[\w’'-]+)?)(?:, who [^,.“”]*,"
    r"|, [^,.“”]{1,40},)? (?:\w+ly |once |later |also )?$"
)
ALONE = re.compile(
    r"(?:^|[.!?:;,”\"’]\s|\b(?:[Bb]ut|[Aa]nd|[Aa]s|[Ee]xcept|[Ww]hile"
    r"|that)\s)([A-Z][\w’'-]+(?: [a-z]+)?)(?: (?:on|of|at|in|from) [A-Z][\w ]{1,25})? $"
)
QUOTED_BEFORE = re.compile(r"(?:[”\"’'»]|[,.!?]“)\s{0,3}$")
BEHIND = re.compile(
    r"\s{1,3}([A-Z][\w’'-]+(?: (?:(?:de|van|von|al|bin|la) )?[A-Z][\w’'-]+){0,3}"
    r"|(?:one|an?|another|the|his|her|my|our|their|two|three|several|some) [a-z’'-]+"
    r"(?: (?:of|in|at|from) (?:the )?[\w’'-]+| [a-z’'-]+){0,3}?)"
    r"(?=\s{0,3}(?:[,.;:!?—–(]|$|(?:who|and|when|as|in|on|at|after|with)\b))"
)
"""Who stands after a quotation and a verb of saying: a name, or somebody described."""
RECORD = re.compile(
    r"((?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome)"
    r" [^,.;:“”\"()?!]{2,60})(?=[,.;:?!]|$)"
)
NEAR = 90
"""Signs between a speaker and the verb, at most."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody says something: the verb's place, and the words that name the speaker."""

    start: int
    end: int
    speaker: Mention
    verb: str


def sayings(
    text: str, named: Sequence[Mention], quoted: Sequence[tuple[int, int]] = (), parsed: Doc | None = None
) -> Iterator[Saying]:
    """Yield each verb of saying outside of quotations that has a speaker in its sentence."""
    for found in VERB.finditer(text):
        if _inside(found.start(), quoted) or OWN.search(text, max(0, found.start() - 30), found.start()):
            continue
        speaker = (
            _subject(parsed, found.start(), named, quoted)
            or _before(text, found.start(), named, quoted)
            or _inverted(text, found, named)
            or _described(text, found.start(), quoted)
        )
        if speaker is not None:
            yield Saying(found.start(), found.end(), speaker, found[0])
    for found in ACCORDING.finditer(text):
        speaker = _after(text, found.end(), named) or _record(text, found.end())
        if speaker is not None and not _inside(found.start(), quoted):
            yield Saying(found.start(), found.end(), speaker, "according to")


def _subject(
    parsed: Doc | None, verb: int, named: Sequence[Mention], quoted: Sequence[tuple[int, int]]
) -> Mention | None:
    """Return the subject that the model sees: somebody named in it, else its own words."""
    token = next((one for one in parsed or () if one.idx == verb), None)
    subject = next((one for one in token.children if one.dep_ == "nsubj"), None) if token is not None else None
    if subject is None or _inside(subject.idx, quoted):
        return None
    words = [one for one in subject.subtree if "relcl" not in {up.dep_ for up in _up(one, subject)}]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    within = [one for one in named if start <= one.start and one.end <= end]
    people = [one for one in within if one.kind == VoiceKind.PERSON]
    return (people or within)[0] if within else None


def _up(token: Token, top: Token) -> Iterator[Token]:
    while token != top:
        yield token
        token = token.head


def _inverted(text: str, verb: re.Match[str], named: Sequence[Mention]) -> Mention | None:
    """Return who stands after the verb; right after a quotation, that may be anybody: `” said one alto`."""
    if not INVERTED.fullmatch(verb[0]):
        return None
    known = _after(text, verb.end(), named)
    after = BEHIND.match(text, verb.end()) if known is None and QUOTED_BEFORE.search(text, 0, verb.start()) else None
    if after is None:
        return known
    kind = VoiceKind.PERSON if after[1][:1].isupper() else VoiceKind.UNNAMED
    return Mention(after.start(1), after.end(1), after[1], kind)


def _before(text: str, verb: int, named: Sequence[Mention], quoted: Sequence[tuple[int, int]]) -> Mention | None:
    near = [one for one in named if one.end <= verb and verb - one.end <= NEAR and not _inside(one.start, quoted)]
    # “The Herald, citing a post on Facebook, reported”: the paper says it, and had it from there.
    if near and near[-1].kind == VoiceKind.SOCIAL_MEDIA and text[near[-1].end : verb].startswith(","):
        near = [one for one in near if one.kind != VoiceKind.SOCIAL_MEDIA]
    gap = text[near[-1].end : verb] if near else ""
    if not near or re.search(r"[.!?;“”:]", gap):
        return None
    if len(gap.split()) > 9:
        return None
    return _named_by_apposition(text, near)


def _named_by_apposition(text: str, near: list[Mention]) -> Mention:
    """Return `Jane Roe` for “Jane Roe, a spokeswoman for the port, said”, and the nearest otherwise."""
    if near[-1].kind == VoiceKind.PERSON:
        return near[-1]
    for earlier in reversed(near[:-1]):
        between = text[earlier.end : near[-1].start]
        is_named = earlier.kind == VoiceKind.PERSON and not earlier.is_pronoun
        if is_named and re.fullmatch(r",\s(?:[^.;:!?“”]*\s)?", between):
            return earlier
    return near[-1]


def _described(text: str, verb: int, quoted: Sequence[tuple[int, int]]) -> Mention | None:
    """Return `One deckhand` for “One deckhand, who asked not to be named, said”: no office that we know, and no name.

    `Lanternpay calls` and `Fraternity president denies` are such, too: one capital at the start of a clause.
    """
    for pattern, kind in ((DESCRIBED, VoiceKind.UNNAMED), (ALONE, VoiceKind.PERSON)):
        found = pattern.search(text, max(0, verb - 2 * NEAR), verb)
        is_name = kind == VoiceKind.UNNAMED or (found and not NOT_FIRST.match(f"{found[1]} "))
        if found and is_name and not _inside(found.start(1), quoted):
            return Mention(found.start(1), found.end(1), found[1], kind)
    return None


def _after(text: str, verb_end: int, named: Sequence[Mention]) -> Mention | None:
    following = [one for one in named if one.start >= verb_end]
    if not following or following[0].kind == VoiceKind.SOCIAL_MEDIA:
        return None
    between = text[verb_end : following[0].start]
    if not re.fullmatch(r"\s*(?:[\w’'-]+,?\s+){0,4}", between) or re.search(r"\b(?:that|to|it|was|were|is)\b", between):
        return None
    return _named_next(text, following)


def _record(text: str, start: int) -> Mention | None:
    """Return `the utility’s outage log` after “according to”: what is cited and is nobody."""
    found = RECORD.match(text, start)
    return Mention(found.start(1), found.end(1), found[1], VoiceKind.UNNAMED) if found else None


def _named_next(text: str, following: list[Mention]) -> Mention:
    """Return `Jane Roe` for “said its analyst Jane Roe” and “said the mayor, Jane Roe”, and the first otherwise."""
    first, *more = following
    is_named = more and more[0].kind == VoiceKind.PERSON and not more[0].is_pronoun
    if first.kind == VoiceKind.UNNAMED and is_named and text[first.end : more[0].start] in (" ", ", "):
        return more[0]
    return first


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
