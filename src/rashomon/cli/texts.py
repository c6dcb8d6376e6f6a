"""Plain text in and out: from a file or standard input, to a new file or standard output."""

from __future__ import annotations

import os

from rashomon.cli.reading import STANDARD_INPUT, read_standard_input
from rashomon.cli.streams import write, write_error
from rashomon.problems import UsageError


def read_text(name: str) -> tuple[str, str]:
    """Return the text of a file (`-`: standard input) and what to call it; raises UsageError or OSError."""
    from rashomon.casefile.limits import MOST_BYTES

    if name == STANDARD_INPUT:
        data, shown = read_standard_input(), "standard input"
    else:
        with open(name, "rb") as stream:
            data, shown = stream.read(MOST_BYTES + 1), name
    if len(data) > MOST_BYTES:
        raise UsageError(f"{shown} is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig"), shown
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown} is not UTF-8 (byte {error.start + 1}): save it as UTF-8") from None


def refuse_existing(path: str | None) -> None:
    """Raise UsageError if `path` names something that is there: nothing is ever overwritten."""
    if path not in (None, STANDARD_INPUT) and os.path.lexists(path):
        raise UsageError(f"{path} exists already and is left as it is: name another file, or move it away first")


def write_text(text: str, path: str | None) -> None:
    """Write to a new file, or to standard output where `path` is None or `-`."""
    if path in (None, STANDARD_INPUT):
        write(text, end="" if text.endswith("\n") else "\n")
        return
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:  # made since it was looked for
        refuse_existing(path)
        raise
    write_error(f"Written to {path}")
