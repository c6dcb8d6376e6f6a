"""What every part of a draft is: immutable, and strict about unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of every part of a draft."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
