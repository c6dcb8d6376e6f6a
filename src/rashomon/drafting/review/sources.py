"""Who speaks in a draft: the chain behind each item, the links beside it, and one source for each voice."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from rashomon.drafting.document import BlockKind
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, State, Voice, VoiceKind
from rashomon.drafting.review.dates import day_of
from rashomon.drafting.review.naming import Ids
from rashomon.drafting.review.wording import line, name_of
from rashomon.drafting.sentences import sentences_of

Part = dict[str, Any]
NO_AUTHOR = "the article"
OWN = (VoiceKind.AUTHOR, VoiceKind.COMMENTER)
"""The voices that the page itself gives: its author, and those who wrote below."""
KINDS = {
    VoiceKind.AUTHOR: "article",
    VoiceKind.COMMENTER: "reader's comment",
    VoiceKind.PERSON: "person",
    VoiceKind.PUBLICATION: "publication",
    VoiceKind.SOCIAL_MEDIA: "social media",
    VoiceKind.UNNAMED: "unnamed",
}
Chain = tuple[Voice, ...]


class Page:
    """What the draft's page says about who speaks where, and when."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.document = draft.document
        self.links = tuple(i for i in draft.items if i.kind == ItemKind.LINK and i.state == State.ACCEPTED)
        self.authors = tuple(i for i in draft.items if i.kind == ItemKind.AUTHOR)
        self.url = draft.origin.url if re.fullmatch(r"https?://[^\s<>\"]+", draft.origin.url) else ""
        self.date = self._first(ItemKind.DATE, BlockKind.DATE, day_of)
        self.author = self._first(ItemKind.AUTHOR, None, line) or NO_AUTHOR

    def _first(self, kind: ItemKind, block: BlockKind | None, read: Any) -> Any:
        """Return what the first accepted item of a kind gives; a block only where no item was found at all."""
        found = [item for item in self.draft.items if item.kind == kind]
        words = [words for i in found if i.state == State.ACCEPTED for words in (i.label, i.text)]
        if not found and block:
            words = [self.document.text_of(each) for each in self.document.of_kind(block)]
        return next(filter(None, map(read, words)), None)

    def comment_of(self, item: Item) -> int | None:
        """Return the number of the comment that an item stands in."""
        return self.document.block(item.block).comment

    def commenter(self, item: Item) -> str:
        """Return who wrote the comment that an item stands in, or nothing for the article's own items."""
        number = self.comment_of(item)
        return "" if number is None else self._commenter(number)

    def _commenter(self, number: int) -> str:
        return line(self.document.comment(number).author, longest=300) or f"reader’s comment {number}"

    def chain(self, item: Item) -> Chain:
        """Return who says it, from the page's own voice back; that voice is put in front where it is missing."""
        if item.chain and item.chain[0].kind in OWN:
            return (self._confirmed(item.chain[0]), *item.chain[1:])
        number = self.comment_of(item)
        if number is None:
            return (Voice(name=self.author, kind=VoiceKind.AUTHOR), *item.chain)
        return (Voice(name=self._commenter(number), kind=VoiceKind.COMMENTER), *item.chain)

    def _confirmed(self, own: Voice) -> Voice:
        """Return the author under the name that a person confirmed; a rejected author is not the voice of anything."""
        found = [i for i in self.authors if line(i.text) == line(own.name)]
        if own.kind != VoiceKind.AUTHOR or not found:
            return own
        names = [line(i.label, longest=300) for i in found if i.state == State.ACCEPTED]
        return own.model_copy(update={"name": next(filter(None, names), self.author[:300])})

    def day(self, item: Item) -> date | None:
        """Return the day on which an item's words were published."""
        number = self.comment_of(item)
        return self.date if number is None else day_of(self.document.comment(number).date)

    def address(self, item: Item) -> str:
        """Return where an item's words can be read: the comment's own link, else the page."""
        number = self.comment_of(item)
        link = "" if number is None else self.document.comment(number).link
        return link if re.fullmatch(r"https?://[^\s<>\"]+", link) else self.url

    def links_beside(self, item: Item) -> tuple[str, ...]:
        """Return the accepted links in an item's comment, or in the sentences of the article that it stands in."""
        number = self.comment_of(item)
        if number is not None:
            return _urls(link for link in self.links if self.comment_of(link) == number)
        cut = sentences_of(self.document, self.document.block(item.block))
        near = [(s.start, s.end) for s in cut if s.start < item.end and item.start < s.end]
        return _urls(link for link in self.links if any(a < link.end and link.start < b for a, b in near))


def _urls(links: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.url for link in links))


def cited(chain: Chain, urls: tuple[str, ...]) -> dict[int, str]:
    """Return which voice of a chain, by its place, which link leads to.

    A link goes to the voice whose name its host carries. Where none does, a single link goes to a single voice
    that is not the page's own; anything else is left to a person.
    """
    found: dict[int, str] = {}
    for url in urls:
        host = re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").lower())
        for place, voice in enumerate(chain[1:], start=1):
            if any(name in host for name in _squeezed(voice)):
                found.setdefault(place, url)
    if not found and len(urls) == 1 and len(chain) == 2 and chain[1].kind in (VoiceKind.PERSON, VoiceKind.PUBLICATION):
        return {1: urls[0]}
    return found


def _squeezed(voice: Voice) -> list[str]:
    names = (re.sub(r"[^a-z0-9]", "", _bare(name)) for name in (voice.name, voice.of))
    return [name for name in names if len(name) >= 3]


def _bare(name: str) -> str:
    return line(name).casefold().removeprefix("the ")


class Sources:
    """One source for each voice, in the order in which they are first heard."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, bool], Part] = {}
        self._ids = Ids()

    def id_of(self, voice: Voice, url: str = "") -> str:
        """Return the id of a voice's source, which is made when it is first asked for."""
        # A reader who signs with a well-known name is not thereby that person.
        part = self._parts.get(key := (_bare(voice.name), voice.kind == VoiceKind.COMMENTER))
        if part is None:
            name = name_of(voice)
            part = {"id": self._ids.make(voice.name, "source"), "name": name, "kind": KINDS[voice.kind]}
            self._parts[key] = part
        elif len(name_of(voice)) > len(part["name"]):
            part["name"] = name_of(voice)
        if url:
            part.setdefault("url", url)
        return str(part["id"])

    def parts(self) -> list[Part]:
        """Return the sources as a case lists them; no grades, which are a person's to give."""
        return list(self._parts.values())
