"""What is worked out, found and listed across cases, as it is sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from rashomon_site.api.schemas.answers import Answer, Listing

Probabilities = dict[str, float | None]


class AnalysisDocument(Schema):
    """Everything that weighing a revision yields, as docs/json.md describes it; without `ok`, as it is a document."""

    model_config = ConfigDict(extra="allow")

    rashomon: int = Field(description="Version of this contract.")
    engine: str
    document_sha256: str
    leaders: list[str]
    posterior: dict[str, dict[str, Any]]


class CaseDocument(Schema):
    """A case as JSON, as docs/case-file.md describes it; without `ok`, as it is a document."""

    model_config = ConfigDict(extra="allow")

    rashomon: int = Field(description="Version of the format.")
    question: str
    hypotheses: list[dict[str, Any]]


class AppliedSetting(Schema):
    """A value that was tried, and what it replaced."""

    path: str
    before: str
    after: str


class TrialAnswer(Answer):
    """The answer as it is, and as it would be."""

    case: str
    revision: int
    settings: list[AppliedSetting]
    before: Probabilities
    after: Probabilities
    moved: Probabilities


class NoticeContent(Schema):
    """A problem, or a piece of advice."""

    code: str
    path: list[str | int] = Field(description="Where in the document: keys and places in lists.")
    message: str
    fix: str
    line: int | None
    column: int | None


class CheckAnswer(Answer):
    """What is to be said of a case file."""

    sound: bool
    document_sha256: str = Field(description="Empty while there are problems.")
    problems: list[NoticeContent]
    advice: list[NoticeContent]
    analysis: AnalysisDocument | None = Field(description="Where it was asked for, and the case is sound.")


class SourceContent(Schema):
    """A source, across all published cases that name it."""

    slug: str
    name: str
    kind: str
    grades: list[str] = Field(description="The grades that cases give it.")
    case_count: int
    report_count: int
    origin_count: int = Field(description="On how many items it is an independent origin.")
    page: str
    address: str


class SourceListing(Listing):
    """Some sources, by short name."""

    items: list[SourceContent]


class SourceReport(Schema):
    """What a source says on one item."""

    id: str
    item: str
    statement: str
    says: str
    on: date | None
    via: str = Field(description="Who it was had from; empty for a report of its own.")
    url: str
    archive: str
    quote: str
    is_origin: bool


class SourceInCase(Schema):
    """A source as one case describes it."""

    case: str
    key: str = Field(description="Its id in that case.")
    name: str
    kind: str
    grade: str
    url: str
    reports: list[SourceReport]


class SourceAnswer(Answer):
    """A source with all its reports, case by case."""

    source: SourceContent
    cases: list[SourceInCase] = Field(description="At most 100 cases, newest first.")


class PredictedLikelihood(Schema):
    """How an explanation expects what is predicted, as its author wrote it."""

    id: str
    letter: str
    name: str
    text: str


class PredictionContent(Schema):
    """Something to watch for, and how it came out."""

    case: str
    key: str
    statement: str
    by: date | None
    named_on: date | None
    chance: float | None = Field(description="Now, or on the day before it was resolved.")
    gain: float | None = Field(description="Expected information in bits, while open.")
    likelihoods: list[PredictedLikelihood]
    resolved_on: date | None
    outcome: Literal["", "seen", "not-seen", "unclear"]
    log_score: float | None = Field(description="Lower is better.")


class PredictionListing(Listing):
    """Some predictions: the soonest due first, resolved ones newest first."""

    items: list[PredictionContent]


class HitContent(Schema):
    """One thing that was found."""

    kind: Literal["case", "evidence", "source"]
    title: str
    excerpt: str
    key: str = Field(description="Of evidence its id, of a source its short name.")
    case: str
    case_title: str
    page: str


class SearchListing(Listing):
    """What was found, best first."""

    items: list[HitContent]
    total: int
    counts: dict[str, int] = Field(description="How much there is of each kind.")


class ChangeContent(Schema):
    """Something that readers could see happen."""

    kind: Literal["published", "withdrawn"]
    at: datetime
    case: str
    title: str = Field(description="Empty for a case that readers no longer see.")
    revision: int
    correction: str
    moved: Probabilities
    page: str = Field(description="Empty for a case that readers no longer see.")


class ChangeListing(Answer):
    """Changes, oldest first."""

    items: list[ChangeContent]
    more: bool = Field(description="Whether there are further changes already.")
    next: str = Field(description="Where to go on, now or later; always there.")


class IndexAnswer(Answer):
    """Where everything is."""

    name: str = Field(description="The publication.")
    version: str
    engine: str
    document: str = Field(description="The OpenAPI document.")
    documentation: str
    addresses: dict[str, str]


class TokenAnswer(Answer):
    """The token that was sent, as the site knows it."""

    name: str
    owner: str
    scopes: list[Literal["read-drafts", "write", "publish"]]
    expires_at: datetime | None
