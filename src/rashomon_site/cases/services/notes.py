"""What people write beside a case: messages, corrections, reasons."""

from __future__ import annotations


def tidy_note(text: str) -> str:
    """Return a note fit to be kept: without blanks around it, and without NUL, which PostgreSQL refuses."""
    return text.replace("\x00", "").strip()
