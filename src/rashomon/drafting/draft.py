"""The whole draft, as `rashomon draft --json` prints it and `rashomon review` reads it."""

from __future__ import annotations

import json
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from rashomon.drafting.document import Document, OptionalAddress
from rashomon.drafting.failures import BadDraft
from rashomon.drafting.frozen import Frozen
from rashomon.drafting.items import Finder, Item, State, Voice

LARGEST_DRAFT = 30_000_000
"""Bytes of a draft as JSON."""
Format = Literal["html", "text", "markdown", "wordpress"]


class Origin(Frozen):
    """Where the article came from: the bytes that were read, and what they were taken for."""

    name: str = Field(max_length=1000, description="The file or address, or `-`.")
    url: OptionalAddress = Field("", description="The address it was read from, or the page's canonical one.")
    format: Format = Field(description="What the bytes were taken for.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="Of the bytes as they came.")]
    size: int = Field(ge=0, description="Bytes.")


class Dropped(Frozen):
    """What was left out before reading, and how often."""

    what: str = Field(max_length=100, description="What was left out, in words.")
    count: int = Field(ge=1, description="How often.")


class Draft(Frozen):
    """An article, cut up, with what was found in it. On loading, every item's text is held against its span."""

    rashomon_draft: Literal[1] = Field(1, description="The version of the format.")
    origin: Origin = Field(description="Where it came from.")
    dropped: tuple[Dropped, ...] = Field((), description="What was left out before reading.")
    document: Document = Field(description="The text, its blocks and comments.")
    items: tuple[Item, ...] = Field((), description="What was found, or added by a person.")
    read_by: str = Field("rules", max_length=200, description="The reader: rules, rules with a model, or an endpoint.")
    warnings: tuple[str, ...] = Field((), description="What a person should know before trusting the list.")

    @model_validator(mode="after")
    def _points_to_the_words(self) -> Self:
        ids = {item.id for item in self.items}
        if len(ids) != len(self.items):
            raise ValueError("two items have one id")
        for item in self.items:
            self._check(item, ids)
        return self

    def _check(self, item: Item, ids: set[str]) -> None:
        text = self.document.text
        try:
            block = self.document.block(item.block)
        except KeyError:
            raise ValueError(f"item {item.id} stands in block {item.block}, which there is not") from None
        if not block.start <= item.start < item.end <= self.document.reach(block):
            raise ValueError(f"item {item.id} goes beyond its block {item.block}")
        if text[item.start : item.end] != item.text:
            raise ValueError(f"item {item.id}: its text is not what stands at {item.start} to {item.end}")
        for voice in item.chain:
            self._check_voice(item, voice)
        if missing := ({item.into} - {None} | set(item.same_as)) - ids:
            raise ValueError(f"item {item.id} names {sorted(map(str, missing))}, which there is not")

    def _check_voice(self, item: Item, voice: Voice) -> None:
        if voice.start is None or voice.end is None:
            return
        if not 0 <= voice.start < voice.end <= len(self.document.text):
            raise ValueError(f"item {item.id}: the speaker {voice.name!r} is named outside the text")

    def item(self, item_id: str) -> Item:
        """Return an item by its id. Raises KeyError."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    @property
    def unconfirmed(self) -> tuple[Item, ...]:
        """Return the items about which nobody has decided."""
        return tuple(item for item in self.items if item.state == State.PROPOSED)

    def found_by(self, finder: Finder) -> tuple[Item, ...]:
        """Return the items that one finder found."""
        return tuple(item for item in self.items if item.found_by == finder)


def draft_to_json(draft: Draft) -> str:
    """Return the draft as JSON, for people and programs."""
    values = draft.model_dump(mode="json", exclude_none=True)
    return json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_draft(text: str, *, name: str = "the draft") -> Draft:
    """Return a draft from its JSON, every span held against its text. Raises BadDraft with what is wrong."""
    if len(text) > LARGEST_DRAFT:
        raise BadDraft(f"{name} is larger than {LARGEST_DRAFT // 1_000_000} MB. Not read.")
    try:
        return Draft.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
        said = first["msg"].removeprefix("Value error, ")
        if first["type"] == "json_invalid" and not text.lstrip().startswith("{"):
            said = "it is no JSON. Name a file that `rashomon draft` wrote"
        raise BadDraft(f"{name} is not a draft that can be trusted: {place or 'as a whole'}: {said}{more}") from None
