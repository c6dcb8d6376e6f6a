"""Text, days and times that come in: without what neither a database nor a reader can take."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from rashomon_site.cases.services.saving import LONGEST_MESSAGE

LONGEST_NOTE = 2000
SLUG = r"^[a-z0-9_-]{1,80}$"


def _clean(text: str) -> str:
    if "\x00" in text:
        raise ValueError("This holds a NUL character. Remove it.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("This holds half of a character (a lone surrogate). Remove it.")
    return text


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("Write a day as 2026-03-14.")
    return _written(value)


def _written(value: object) -> object:
    """Refuse numbers, which would be taken for seconds since 1970."""
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return value
    raise ValueError("Write a time as 2026-03-14T09:30:00Z.")


def _within_reason(value: datetime) -> datetime:
    """Refuse years at the ends of the calendar, which another time zone would push out of it."""
    if not 1900 <= value.year <= 2999:
        raise ValueError("This takes a year from 1900 to 2999.")
    return value


Text = Annotated[str, AfterValidator(_clean)]
Message = Annotated[Text, Field(max_length=LONGEST_MESSAGE)]
Note = Annotated[Text, Field(max_length=LONGEST_NOTE)]
Slug = Annotated[str, Field(pattern=SLUG)]
NewSlug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_within_reason)]
