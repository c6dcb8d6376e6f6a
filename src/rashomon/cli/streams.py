"""Standard output and error: encodings that lack our signs, and text that must not steer the terminal."""

from __future__ import annotations

import codecs
import sys
from contextlib import suppress
from io import TextIOWrapper

_PLAIN = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‑": "-", "·": "-", "•": "*", "…": "...", "→": "->", "←": "<-",
        "×": "x", "÷": "/", "≈": "~", "≥": ">=", "≤": "<=", "\u00a0": " ",
        "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    }
)  # fmt: skip


def _replace_signs(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: write a sign's plain neighbour, the bare letter, or `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    text = error.object[error.start : error.end].translate(_PLAIN)
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign if sign.isascii() else "" if unicodedata.combining(sign) else "?" for sign in bare), error.end


def prepare_streams() -> None:
    """Make sure that no sign in a case can stop the output, whatever the terminal's encoding."""
    codecs.register_error("rashomon", _replace_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not speaks_unicode(stream.encoding):
            stream.reconfigure(errors="rashomon")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def speaks_unicode(encoding: str | None) -> bool:
    """Whether bars, dashes and arrows may be written in this encoding."""
    return (encoding or "ascii").lower().replace("-", "").replace("_", "").startswith(("utf", "cp65001"))


def without_controls(text: str) -> str:
    """Drop control and direction-changing characters: a stranger's case must not steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign == "\u00a0")


def write(text: str = "", *, end: str = "\n") -> None:
    """Write to standard output. Not `click.echo`: that would write UTF-8 to an ASCII terminal too."""
    sys.stdout.write(text + end)


def write_error(text: str = "") -> None:
    """Write a line to standard error, after what was written to standard output."""
    with suppress(OSError):  # whoever closes the output has the last word on it
        sys.stdout.flush()
    sys.stderr.write(text + "\n")
