"""A page as it was read: its text or tree, cleaned, and what was dropped on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rashomon.drafting.draft import Dropped, Origin


@dataclass(frozen=True)
class Page:
    """What `segment` cuts up: text for plain text and Markdown, else the cleaned tree of HTML elements."""

    origin: Origin
    text: str = ""
    tree: Any = None
    dropped: tuple[Dropped, ...] = ()
