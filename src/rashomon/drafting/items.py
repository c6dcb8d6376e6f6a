"""What was found in an article: each item is a span of its text, and what that span is taken to be."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from rashomon.drafting.document import BlockId, Place, WebAddress
from rashomon.drafting.frozen import Frozen

ItemId = Annotated[str, Field(pattern=r"^i[1-9]\d{0,5}$")]


class ItemKind(StrEnum):
    """What a span is taken to be."""

    TITLE = "title"
    AUTHOR = "author"
    BIO = "bio"
    DATE = "date"
    EXPLANATION = "explanation"
    EVIDENCE = "evidence"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    LINK = "link"
    PARALLEL = "parallel"
    PREDICTION = "prediction"
    COMMENT = "comment"


class Polarity(StrEnum):
    """How the words put the thing: as so, as a question, as not so, or as what another says."""

    ASSERTED = "asserted"
    QUESTIONED = "questioned"
    DENIED = "denied"
    REPORTED = "reported"


class Role(StrEnum):
    """What a reader's comment does."""

    PROPOSES = "proposes"
    DISAGREES = "disagrees"
    ADDS_SOURCE = "adds-source"
    UNCLASSIFIED = "unclassified"


class VoiceKind(StrEnum):
    """What sort of speaker a voice is."""

    AUTHOR = "author"
    COMMENTER = "commenter"
    PERSON = "person"
    PUBLICATION = "publication"
    SOCIAL_MEDIA = "social-media"
    UNNAMED = "unnamed"


class State(StrEnum):
    """What a person decided about an item."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"


class Finder(StrEnum):
    """Who found an item."""

    RULES = "rules"
    MODEL = "model"
    PERSON = "person"


class Voice(Frozen):
    """One speaker in a chain; the span is that of the words that name it, if the text names it."""

    name: str = Field(min_length=1, max_length=300, description="Its name, or the words that stand for one.")
    kind: VoiceKind = Field(description="What sort of speaker it is.")
    start: Place | None = Field(None, description="Where the words begin that name it, if the text does.")
    end: Place | None = Field(None, description="Where they end.")
    of: str = Field("", max_length=300, description="The publication that the person writes for, if the text says so.")


class Item(Frozen):
    """A span of the document and what it is taken to be. `text` is the span, sign for sign."""

    id: ItemId = Field(description="Its id: `i1`, `i2` …")
    kind: ItemKind = Field(description="What the span is taken to be.")
    block: BlockId = Field(description="The block that it begins in.")
    start: Place = Field(description="Where it begins.")
    end: Place = Field(description="Where it ends; within its block, or within its comment.")
    text: str = Field(min_length=1, description="The words from `start` to `end`, sign for sign.")
    label: str = Field(min_length=1, max_length=1000, description="The words for the case; a person may change them.")
    polarity: Polarity = Field(Polarity.ASSERTED, description="How the words put it.")
    chain: tuple[Voice, ...] = Field((), description="Who says it, from the page's own voice back to the origin.")
    role: Role | None = Field(None, description="Of comments only.")
    cue: str = Field("", max_length=100, description="The rule, or the words, by which it was found.")
    url: WebAddress | None = Field(None, description="Of links only.")
    same_as: tuple[ItemId, ...] = Field((), description="Items that are possibly the same thing.")
    found_by: Finder = Field(Finder.RULES, description="Who found it.")
    state: State = Field(State.PROPOSED, description="What a person decided.")
    into: ItemId | None = Field(None, description="The item that a merged one went into.")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.start < self.end:
            raise ValueError(f"item {self.id} is empty")
        if (self.role is not None) != (self.kind == ItemKind.COMMENT):
            raise ValueError(f"item {self.id}: comments, and nothing else, have a role")
        if (self.url is not None) != (self.kind == ItemKind.LINK):
            raise ValueError(f"item {self.id}: links, and nothing else, have an address")
        if (self.into is not None) != (self.state == State.MERGED):
            raise ValueError(f"item {self.id}: merged items, and no others, name the item that they went into")
        return self
