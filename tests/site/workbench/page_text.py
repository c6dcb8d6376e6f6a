"""What a page says, as text with its entities resolved."""

from __future__ import annotations

import html
from typing import Protocol


class Answer(Protocol):
    """What the test client returns."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


def page(answer: Answer) -> str:
    """Return the text of the page."""
    return html.unescape(answer.content.decode())
