"""What is sent to the API."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt

from rashomon_site.api.cursors import MOST, USUAL
from rashomon_site.api.schemas.texts import Day, Message, Moment, NewSlug, Note, Slug, Text

MOST_NUMBER = 2_147_483_647
MOST_SETTINGS = 500

Number = Annotated[StrictInt, Field(ge=1, le=MOST_NUMBER)]


class Body(Schema):
    """A body; keys that are not known are refused, as they would do nothing."""

    model_config = ConfigDict(extra="forbid")


class NewCase(Body):
    """A case to start."""

    text: Text = Field(description="The case file: YAML, or JSON as text. It may still have problems.")
    slug: NewSlug | None = Field(None, description="Its name in addresses; made from its title where it is left out.")
    message: Message = Field("", description="What this first revision is.")


class NewRevision(Body):
    """A revision to save."""

    text: Text = Field(description="The whole case file as it should stand.")
    parent: Number = Field(description="The number of the revision that was edited.")
    message: Message = Field("", description="What was changed, and why.")


class NewPublication(Body):
    """A decision to publish."""

    revision: Number = Field(description="The number of the revision to show.")
    correction: Note = Field("", description="Shown on the page: what was wrong before.")
    due_at: Moment | None = Field(None, description="When to show it; at once where this is left out.")


class Unpublishing(Body):
    """A decision to take a case from the readers' sight."""

    reason: Annotated[Note, Field(min_length=1)] = Field(description="Why; goes into the log, and not on the page.")


class Setting(Body):
    """A value to try."""

    path: Annotated[Text, Field(min_length=1, max_length=500)] = Field(
        description="Such as `evidence.speech.likelihood.staged`."
    )
    value: Annotated[Text, Field(max_length=500)] = Field(
        description="Written as in a case file, such as `40%`; `none` takes a value out."
    )


class Trial(Body):
    """Values to try."""

    settings: list[Setting] = Field(min_length=1, max_length=MOST_SETTINGS)
    as_of: Day | None = Field(None, description="Count only what was known by this day.")


class TextToCheck(Body):
    """A case file to look through."""

    text: Text = Field(description="The case file: YAML, or JSON as text.")
    weigh: StrictBool = Field(False, description="Also weigh it, if it is sound. Needs a token.")


class Going(Schema):
    """Where a list goes on, and how many rows to send."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many, at most.")
    cursor: str = Field("", max_length=2000, description="From the `next` of the answer before.")


class DocumentQuery(Schema):
    """In which form to send a case file."""

    format: Literal["json", "yaml"] | None = Field(None, description="Instead of the line Accept.")


class CaseFilters(Going):
    """Which cases to list."""

    state: Literal["published", "open", "settled", "unpublished", "all"] = Field(
        "published", description="`unpublished` and `all` need a token with the scope `read-drafts`."
    )
    subject: Slug | None = Field(None, description="The short name of a subject.")
    author: Slug | None = Field(None, description="The short name of an author.")
    source: Slug | None = Field(None, description="The short name of a source.")
    published_since: Moment | None = Field(None, description="Only what was published at this time or later.")


class PredictionFilters(Going):
    """Which predictions to list."""

    state: Literal["open", "overdue", "resolved"] = "open"
    case: Slug | None = Field(None, description="The short name of a case.")


class SearchQuery(Going):
    """What to look for."""

    q: str = Field(max_length=1000, description="Words; “a phrase”; -without.")
    kind: Literal["case", "evidence", "source"] | None = None
