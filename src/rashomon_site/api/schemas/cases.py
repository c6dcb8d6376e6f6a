"""Cases, revisions and publications, as they are sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from rashomon_site.api.schemas.answers import Answer, ErrorContent, Listing


class Named(Schema):
    """A short name and a full one."""

    slug: str
    name: str


class Standing(Schema):
    """One explanation and where it stands."""

    id: str
    letter: str
    name: str
    probability: float
    low: float = Field(description="Lower end of the 80% range.")
    high: float


class CaseContent(Schema):
    """A case, as readers see it now. A draft that was never published shows little more than its title."""

    slug: str
    title: str
    question: str
    summary: str
    subject: Named | None
    language: str
    authors: list[Named]
    state: Literal["published", "unpublished"]
    settled_on: date | None = Field(description="When the question was settled.")
    first_published_at: datetime | None
    published_at: datetime | None = Field(description="When the published revision was.")
    published_revision: int | None
    latest_revision: int | None = Field(description="The newest number; null for who may not read drafts.")
    headline: list[Standing] = Field(description="Likeliest first, something else last.")
    moved: dict[str, float | None] = Field(description="Change of each probability since the publication before.")
    evidence_count: int
    report_count: int
    origin_count: int
    page: str = Field(description="The address for readers.")
    address: str = Field(description="Where this object is read.")


class CaseAnswer(Answer):
    """One case."""

    case: CaseContent


class CaseListing(Listing):
    """Some cases."""

    items: list[CaseContent]


class RevisionContent(Schema):
    """A revision; it never changes, apart from when it was published."""

    case: str
    number: int
    parent: int | None = Field(description="The number of the revision that was edited.")
    message: str
    created_at: datetime
    created_by: str
    sound: bool = Field(description="Whether it has no problems, so that it can be weighed and published.")
    document_sha256: str = Field(description="Empty while it has problems.")
    text_sha256: str = Field(description="Of the file as it was saved, in UTF-8.")
    published_at: datetime | None = Field(description="When readers first saw it.")
    correction: str = Field(description="What was wrong before, as said when this was published.")
    page: str
    address: str
    document: str = Field(description="The address of its case file.")
    analysis: str | None = Field(description="The address of its analysis; null while it has problems.")


class RevisionAnswer(Answer):
    """One revision."""

    revision: RevisionContent


class RevisionListing(Listing):
    """Some revisions, newest first."""

    items: list[RevisionContent]


class PublicationContent(Schema):
    """A decision to publish."""

    id: int
    case: str
    revision: int
    state: Literal["waiting", "published", "withdrawn", "failed"]
    due_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    correction: str
    failure: str = Field(description="Why a scheduled one could not be published.")


class PublicationAnswer(Answer):
    """One decision to publish."""

    publication: PublicationContent


class PublicationListing(Listing):
    """Some decisions to publish, newest first."""

    items: list[PublicationContent]


class Theirs(RevisionContent):
    """A revision with its text."""

    text: str


class Conflict(Schema):
    """Both versions of a case that two people saved at once."""

    yours: str
    theirs: Theirs
    base: Theirs | None = Field(description="What both began from, where it is known.")


class ConflictContent(ErrorContent):
    """Somebody saved in between."""

    conflict: Conflict | None = None


class ConflictError(Schema):
    """A case or a name that is taken. `conflict` is there where somebody saved in between."""

    ok: Literal[False]
    error: ConflictContent
