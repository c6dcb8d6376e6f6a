"""WordPress exports, told from single articles by what they begin with."""

from __future__ import annotations

from pathlib import Path

HEAD = 20_000
MARK = b"wordpress.org/export/"


def begins_an_export(data: bytes) -> bool:
    """Whether bytes are the beginning of an export."""
    return MARK in data[:HEAD]


def is_export(path: Path) -> bool:
    """Whether a file is an export. Raises OSError."""
    with path.open("rb") as file:
        return begins_an_export(file.read(HEAD))
