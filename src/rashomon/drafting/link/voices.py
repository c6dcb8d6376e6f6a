"""Chains of speakers: from the page's own voice back to the origin, with a surname leading to the whole name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from rashomon.drafting.document import Document
from rashomon.drafting.items import ItemKind, Voice, VoiceKind
from rashomon.drafting.propose.found import Found, Span
from rashomon.drafting.propose.rules.names import OFFICE, PUBLICATION, SOCIAL, Names, names_of

WRITES_FOR = re.compile(
    r"(?:[’']s)?\s+(?:(?:staff|senior|chief|science|foreign|political)\s+)?"
    r"(?:columnist|writer|reporter|correspondent|editor|commentator|contributor|journalist)s?,?\s*"
)
OF_PAPER = re.compile(
    r",?\s*(?:who (?:writes|reports) (?:for|in)|(?:a |the )?(?:columnist|writer|reporter|correspondent|editor)"
    r"(?: (?:for|at|of|with))?|of|in|writing (?:in|for)|from)\s+(?=[A-Zt])"
)
LEADS = 60
"""Signs between a publication and whoever writes for it, at most."""
COMMENTERS_OWN = "reader’s comment {}"


@dataclass(frozen=True)
class Voices:
    """Everybody who is named in a document."""

    document: Document
    authors: tuple[Voice, ...]
    _papers: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What is known already of whom a person writes for."""

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
        if name not in self._papers:
            self._papers[name] = next(self._papers_of(name), "")
        return self._papers[name]

    def _papers_of(self, name: str) -> Iterator[str]:
        for text, published in self._published:
            for found in re.finditer(re.escape(name), text):
                # Only the nearest one can lead up to the name.
                nearest = bisect_right(published, found.start(), key=re.Match.end) - 1
                if nearest >= 0 and _leads(text, published[nearest].end(), found.start()):
                    yield re.sub(r"^the (?=[A-Z])", "The ", published[nearest][0])
                after = OF_PAPER.match(text, found.end())
                paper = PUBLICATION.match(text, after.end()) if after else None
                if paper:
                    yield paper[0]

    @cached_property
    def _published(self) -> list[tuple[str, list[re.Match[str]]]]:
        """Return the publications that each block names: looked for once, and not again for each person."""
        texts = [self.document.text_of(block) for block in self.document.blocks]
        return [(text, list(PUBLICATION.finditer(text))) for text in texts]


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


def _leads(text: str, start: int, end: int) -> bool:
    between = text[start:end] if end - start <= LEADS else ""
    return bool(WRITES_FOR.fullmatch(between)) or between in ("’s ", "'s ")


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower() if name.split() else ""
