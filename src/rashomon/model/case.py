"""The parts of a case, as docs/case-file.md describes them. Every class is immutable; unknown keys are refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rashomon.model.quantity import Quantity, Relatedness

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9_.-]*$",
        max_length=80,
        description="A short name: small letters, digits, `-`, `_` and `.`; starts with a letter or digit.",
    ),
]
Line = Annotated[str, Field(min_length=1, max_length=1000)]
Prose = Annotated[str, Field(max_length=20_000)]
Link = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
Says = Literal["reports", "denies", "silent"]
Outcome = Literal["seen", "not-seen", "unclear"]
Grade = Literal["A", "B", "C", "D", "E", "F"]
Share = Annotated[float, Field(ge=0, le=1, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false` only: pydantic would also take `no`, `off` and 0."""


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _plain_date(value: Any) -> Any:
    """Let only dates through: pydantic would also take the number 20230624 for seconds since 1970."""
    if type(value) is date or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("write a date as YYYY-MM-DD, such as 2023-06-24")


Day = Annotated[date, BeforeValidator(_plain_date)]


class Part(BaseModel):
    """Base of every part of a case: immutable, strict about unknown keys."""

    # Validators are built at first use: most parts are only ever read as parts of a case, which builds its own.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Author(Part):
    """Who wrote the case."""

    name: Line = Field(description="The name under the title.")
    bio: Prose | None = Field(None, description="A line or two about the author.")
    url: Link | None = Field(None, description="The author's page.")


class Hypothesis(Part):
    """One of a set of explanations that exclude one another."""

    id: Id = Field(description="Its id; `other` is reserved for the catch-all.")
    name: Line = Field(description="The explanation as its believers would name it.")
    prior: Quantity | None = Field(None, description="How likely it was before the evidence.")
    description: Prose | None = Field(None, description="What it claims, in a sentence or two.")
    why: Prose | None = Field(None, description="Why the prior is what it is.")
    proposed_by: Line | None = Field(None, description="Who put it forward, for credit.")


class Source(Part):
    """Who or what can be asked or cited."""

    id: Id = Field(description="Its id.")
    name: Line = Field(description="Its name, as readers know it.")
    kind: Line | None = Field(None, description="Free text: newspaper, witness, instrument, social …")
    grade: Grade | None = Field(None, description="Admiralty grade, A (reliable) to F (unknown).")
    reliability: Quantity | None = Field(None, description="The chance that a report of it tracks the truth.")
    says_regardless: Quantity | dict[Id, Quantity] | None = Field(
        None,
        description="The chance that it would say so had it not known: one number, or one per hypothesis.",
    )
    hit_rate: Quantity | None = Field(None, description="How often it reports what did happen (with false_alarm_rate).")
    false_alarm_rate: Quantity | None = Field(None, description="How often it reports what did not happen.")
    one_instrument: Flag = Field(False, description="True: it works or fails once, for all of its reports.")
    url: Link | None = Field(None, description="Where it is found.")
    why: Prose | None = Field(None, description="Why it is graded as it is.")
    note: Prose | None = Field(None, description="Anything else worth knowing about it.")


class Report(Part):
    """What one source stated, once, about one evidence item."""

    id: Id = Field(description="Its id, unique in the whole file.")
    source: Id = Field(description="The id of the source whose report this is.")
    says: Says = Field("reports", description="`reports` that it happened, `denies` it, or stays `silent`.")
    seen: Flag = Field(True, description="False: known only through those who passed it on; it is summed over.")
    via: Id | None = Field(None, description="The report, on the same item, that this one had it from.")
    copying: Quantity | None = Field(
        None, alias="copy", description="With `via`: the chance that it only repeats. 1 if left out."
    )
    on: Day | None = Field(None, description="The day from which the report is known.")
    reliability: Quantity | None = Field(None, description="Replaces the source's for this report.")
    says_regardless: Quantity | dict[Id, Quantity] | None = Field(
        None, description="Replaces the source's for this report."
    )
    credibility: Annotated[int, Field(ge=1, le=6, strict=True)] | None = Field(
        None, description="Second Admiralty digit, 1 to 6: shown, never multiplied in."
    )
    url: Link | None = Field(None, description="Where it can be read.")
    archive: Link | None = Field(None, description="An archived copy of `url`.")
    quote: Prose | None = Field(None, description="The source's own words.")
    note: Prose | None = Field(None, description="Anything else worth knowing about it.")
    suggested_by: Line | None = Field(None, description="Who pointed it out, for credit; it counts for nothing.")


Row = dict[Id, Quantity]


class EvidenceItem(Part):
    """A statement that is true or not, and how expected it is under each hypothesis."""

    id: Id = Field(description="Its id.")
    statement: Line = Field(description="What is said to have happened: true or not true.")
    title: Annotated[str, Field(min_length=1, max_length=120)] | None = Field(None, description="A short label.")
    on: Day | None = Field(None, description="The day it happened.")
    known_on: Day | None = Field(None, description="The day from which it is established, if later than `on`.")
    established: Flag | None = Field(
        None, description="True: nobody disputes that it happened; false: that it did not."
    )
    given: Id | None = Field(None, description="The item in whose knowledge this one is rated.")
    likelihood: Row = Field(description="Suppose the explanation were true: how likely is it that we would see this?")
    otherwise: Row | None = Field(None, description="The same, had the item named by `given` not happened.")
    why: Prose | None = Field(None, description="The reason for the numbers.")
    note: Prose | None = Field(None, description="Anything else worth knowing about it.")
    suggested_by: Line | None = Field(None, description="Who pointed it out, for credit; it counts for nothing.")
    reports: tuple[Report, ...] = Field((), description="Who said so, and where they had it from.")


class Group(Part):
    """Items that partly repeat one another."""

    id: Id = Field(description="Its id.")
    items: tuple[Id, ...] = Field(min_length=2, description="The ids of its evidence items.")
    related: Relatedness = Field(description="How far they repeat one another: a word, or 0 to 1.")
    name: Line | None = Field(None, description="A short label.")
    why: Prose | None = Field(None, description="Why they are related so far.")


class Parallel(Part):
    """A past event taken as comparable."""

    event: Line = Field(description="What happened, where and when.")
    weight: Share = Field(1.0, description="How similar it is, 0 to 1.")
    ended: Id | None = Field(None, description="The hypothesis that it turned out to be.")
    showed: dict[Id, Flag] = Field(default_factory=dict, description="Which indicators were seen there.")
    on: Day | None = Field(None, description="The day it happened.")
    source: Line | None = Field(None, description="Where this is described.")
    url: Link | None = Field(None, description="Where it can be read.")
    note: Prose | None = Field(None, description="Anything else worth knowing about it.")
    suggested_by: Line | None = Field(None, description="Who pointed it out, for credit; it counts for nothing.")


class ReferenceClass(Part):
    """Past events under an inclusion rule; how they ended gives a base rate."""

    id: Id = Field(description="Its id.")
    rule: Line = Field(description="What is counted in, stated so that another person would count the same.")
    weight: Annotated[float, Field(gt=0, le=1000, strict=True)] = Field(
        1.0, description="Its share among several reference classes."
    )
    selected_by: tuple[Id, ...] = Field((), description="Evidence items whose feature chose this class.")
    parallels: tuple[Parallel, ...] = Field(min_length=1, description="The events that the rule takes in.")
    why: Prose | None = Field(None, description="Why this class was chosen.")


class Resolution(Part):
    """How an indicator came out."""

    on: Day = Field(description="The day on which it came out.")
    outcome: Outcome = Field(description="`seen`, `not-seen`, or `unclear`, which leaves the answer as it was.")
    url: Link | None = Field(None, description="Where this can be read.")
    note: Prose | None = Field(None, description="Anything else worth knowing about it.")


class Indicator(Part):
    """An observation named in advance, and how expected it is under each hypothesis."""

    id: Id = Field(description="Its id; no evidence item may have the same.")
    statement: Line = Field(description="What would be seen, so that two people would agree whether it was.")
    by: Day | None = Field(None, description="The day by which it would be seen.")
    on: Day | None = Field(None, description="The day on which it was named.")
    likelihood: Row = Field(
        description="Suppose the explanation were true: how likely is it that this will be seen by then?"
    )
    who: Line | None = Field(None, description="Who could find it out.")
    why: Prose | None = Field(None, description="The reason for the numbers.")
    resolved: Resolution | None = Field(None, description="How it came out, once it has.")


class Case(Part):
    """A whole case: one document, one question, every explanation."""

    rashomon: Literal[1] = Field(description="The version of the format.")
    question: Line = Field(description="The question that the explanations answer.")
    title: Line | None = Field(None, description="The title; the question stands in where there is none.")
    summary: Prose | None = Field(None, description="Two or three sentences under the title.")
    subject: Line | None = Field(None, description="What the case is about, for sorting: politics, seafaring …")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = Field(
        "en", description="The language of the prose, such as `en` or `pt-BR`."
    )
    as_of: Day | None = Field(None, description="Only what was known by this day counts.")
    authors: tuple[Author, ...] = Field((), description="Who wrote the case.")
    hypotheses: tuple[Hypothesis, ...] = Field(min_length=1, description="The rival explanations.")
    exhaustive: Line | None = Field(None, description="The reason why no explanation can be missing; drops `other`.")
    sources: tuple[Source, ...] = Field((), description="Who or what is cited.")
    evidence: tuple[EvidenceItem, ...] = Field((), description="What is known or reported.")
    groups: tuple[Group, ...] = Field((), description="Evidence items that partly repeat one another.")
    reference_classes: tuple[ReferenceClass, ...] = Field((), description="Comparable past events.")
    indicators: tuple[Indicator, ...] = Field((), description="What to look for next.")
    widening: Annotated[float, Field(gt=0, le=10, strict=True)] = Field(
        1.0, description="Multiplies every range's spread."
    )
    body: Annotated[str, Field(max_length=1_000_000)] = Field(
        "", description="Prose in Markdown; `[evidence:ID]` links to an item."
    )
