"""Chains of speakers: from the page's own voice back to the origin, with a surname leading to the whole name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rashomon.drafting.document import Document
from rashomon.drafting.items import ItemKind, Voice, VoiceKind
from rashomon.drafting.propose.found import Found, Span
from rashomon.drafting.propose.rules.names import OFFICE, PUBLICATION, SOCIAL, Names, names_of

WRITES_FOR = re.compile(
    r"\s+(?:'s\s+)?(?:(?:staff|senior|chief|science|foreign|political)\s+)?"
    r"(?:columnist|writer|reporter|correspondent|editor|commentator|contributor|journalist)s?,?\s*$"
)
OF_PAPER = re.compile(
    r"^,?\s*(?:who (?:writes|reports) (?:for|in)|(?:a |the )?(?:columnist|writer|reporter|correspondent|editor)"
    r"(?: (?:for|at|of|with))?|of|in|writing (?:in|for)|from)\s+(?=[A-Zt])"
)
COMMENTERS_OWN = "reader’s comment {}"


@dataclass(frozen=True)
class Voices:
    """Everybody who is named in a document."""

    document: Document
    authors: tuple[Voice, ...]

    @cached_property
    def names(self) -> Names:
        """Return who is named in the document."""
        return names_of(self.document)

    def chain(self, found: Found) -> tuple[Voice, ...]:
        """Return who says what was found, from the nearest to the origin."""
        if found.kind in (ItemKind.TITLE, ItemKind.AUTHOR, ItemKind.BIO, ItemKind.DATE):
            return ()
        own = self._own(found)
        others = [self._voice(span) for span in found.speakers]
        papers = [voice for voice in others if not any(same_voice(voice, first) for first in own)]
        return (*own, *papers)

    def _own(self, found: Found) -> tuple[Voice, ...]:
        number = self.document.block(found.block).comment
        if number is None:
            return self.authors[:1]
        name = self.document.comment(number).author or COMMENTERS_OWN.format(number)
        return (Voice(name=name, kind=VoiceKind.COMMENTER),)

    def _voice(self, span: Span) -> Voice:
        words = self.document.text[span.start : span.end]
        kind = _kind(words)
        name = words
        if kind == VoiceKind.PERSON:
            name = self.names.whole(words)
        name = " ".join(name.split())[:300]
        return Voice(name=name, kind=kind, start=span.start, end=span.end, of=self._paper(name, kind))

    def _paper(self, name: str, kind: VoiceKind) -> str:
        """Return the publication that the text says a person writes for."""
        if kind != VoiceKind.PERSON:
            return ""
        for block in self.document.blocks:
            text = self.document.text_of(block)
            for found in re.finditer(re.escape(name), text):
                before = [
                    one
                    for one in PUBLICATION.finditer(text, 0, found.start())
                    if _leads(text[one.end() : found.start()])
                ]
                if before:
                    return re.sub(r"^the (?=[A-Z])", "The ", before[-1][0])
                after = OF_PAPER.match(text[found.end() :])
                paper = PUBLICATION.match(text, found.end() + after.end()) if after else None
                if paper:
                    return paper[0]
        return ""


def authors_of(document: Document, found: tuple[Found, ...]) -> tuple[Voice, ...]:
    """Return the article's authors as voices; one without a name if the page does not say."""
    named = [one for one in found if one.kind == ItemKind.AUTHOR]
    made = [
        Voice(name=document.text[one.start : one.end], kind=VoiceKind.AUTHOR, start=one.start, end=one.end)
        for one in named
    ]
    return tuple(made) or (Voice(name="the article", kind=VoiceKind.AUTHOR),)


def same_voice(one: Voice, two: Voice) -> bool:
    """Return whether two voices are the same, as far as names tell."""
    return one.name.lower() == two.name.lower() or (
        {one.kind, two.kind} <= {VoiceKind.AUTHOR, VoiceKind.PERSON, VoiceKind.COMMENTER}
        and _surname(one.name) == _surname(two.name)
    )


def _kind(words: str) -> VoiceKind:
    if SOCIAL.fullmatch(words):
        return VoiceKind.SOCIAL_MEDIA
    if PUBLICATION.fullmatch(words):
        return VoiceKind.PUBLICATION
    is_name = words[:1].isupper() and not OFFICE.match(words)
    return VoiceKind.PERSON if is_name else VoiceKind.UNNAMED


def _leads(between: str) -> bool:
    return bool(WRITES_FOR.match(between)) or between in ("’s ", "'s ")


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower() if name.split() else ""
