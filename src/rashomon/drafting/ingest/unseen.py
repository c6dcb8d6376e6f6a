"""Signs that nobody sees and that turn words around: dropped, and counted."""

from __future__ import annotations

import re

UNSEEN = {
    "bidirectional controls": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "zero-width characters": re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]"),
    "control characters": re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"),
}


def without_unseen(text: str) -> tuple[str, dict[str, int]]:
    """Return a text without such signs, and how many of each sort there were."""
    dropped = {}
    for what, pattern in UNSEEN.items():
        text, count = pattern.subn("", text)
        if count:
            dropped[what] = count
    return text, dropped
