"""Parts that every answer shares."""

from __future__ import annotations

import math
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class Answer(Schema):
    """A request that was fulfilled."""

    ok: Literal[True] = True


class Listing(Answer):
    """Some rows of a list."""

    next: str | None = Field(description="The address that goes on from here; null at the end.")


class ErrorDetail(Schema):
    """One thing that is wrong."""

    place: str = Field(description="Where: a key of the request, or a line of the case.")
    message: str = Field(description="What is wrong.")
    fix: str = Field(description="What to do; may be empty.")


class ErrorContent(Schema):
    """A failure."""

    model_config = ConfigDict(extra="allow")

    code: str = Field(description="A lasting name for this kind of failure.")
    message: str = Field(description="What went wrong, in a sentence.")
    status: int = Field(description="The HTTP status, once more.")
    details: list[ErrorDetail] = Field(description="All that is wrong, at once.")
    documentation: str = Field(description="Where this kind of failure is explained.")


class Error(Schema):
    """A request that was not fulfilled. The same shape on every failure."""

    ok: Literal[False]
    error: ErrorContent


def number(value: Any) -> float | None:
    """Return a number with the 12 digits that every output of Rashomon has; None for what has no finite value."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.12g}")


def posterior(values: dict[str, Any]) -> dict[str, float | None]:
    """Return probabilities, or changes of them, by explanation."""
    return {key: number(value) for key, value in values.items()}
