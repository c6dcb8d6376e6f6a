"""Comments, as they are sent."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from rashomon_site.api.schemas.answers import Listing


class CommentContent(Schema):
    """A comment of a reader. Nothing of the writer is sent but the name that was given."""

    case: str
    number: int = Field(description="Given at first publication, and never changed.")
    state: Literal["published", "removed"] = Field(description="What is looked at anew counts as removed until then.")
    name: str
    role: str = Field(description="What somebody of the site speaks as; empty for readers.")
    kind: Literal["comment", "proposes", "disagrees", "source"]
    about: str = Field(description="The part of the case, such as `evidence:tolls`; empty for the whole.")
    about_words: str = Field(description="What that part was called when the comment was written.")
    in_reply_to: int | None = Field(description="The number of the comment that this one answers.")
    text: str = Field(description="Markdown, as it was written.")
    html: str = Field(description="The same as clean HTML.")
    note: str = Field(description="What the editors say of it.")
    posted_at: datetime
    published_at: datetime | None
    edited_at: datetime | None
    page: str = Field(description="The lasting address for readers.")


class CommentListing(Listing):
    """Some comments, in the order of their numbers."""

    items: list[CommentContent]
