"""Text that comes in: without what neither a database nor a reader can take."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from rashomon_site.cases.services.saving import LONGEST_MESSAGE

LONGEST_NOTE = 2000
SLUG = r"^[a-z0-9_-]{1,80}$"


def _clean(text: str) -> str:
    if "\x00" in text:
        raise ValueError("This holds a NUL character. Remove it.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("This holds half of a character (a lone surrogate). Remove it.")
    return text


Text = Annotated[str, AfterValidator(_clean)]
Message = Annotated[Text, Field(max_length=LONGEST_MESSAGE)]
Note = Annotated[Text, Field(max_length=LONGEST_NOTE)]
Slug = Annotated[str, Field(pattern=SLUG)]
NewSlug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
