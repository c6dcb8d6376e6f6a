"""Read a CSV file of labelled comments: text, label (1 = spam) and group."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

SPAM = {"1", "1.0", "spam", "true", "yes"}
HAM = {"0", "0.0", "ham", "false", "no", "not spam"}
LONGEST_FIELD = 16 * 2**20


class BadFile(Exception):
    """The file cannot be read as labelled comments; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One comment of the file."""

    text: str
    is_spam: bool
    group: str


def read_labelled(path: Path) -> list[Labelled]:
    """Return the comments of a file, in its order; raises BadFile."""
    text = _decoded(path)
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = list(_rows(StringIO(text, newline="")))
    except csv.Error as error:
        raise BadFile(f"{path.name} is no CSV file that can be read: {error}.") from None
    finally:
        csv.field_size_limit(before)
    for is_spam, word in ((True, "spam (label 1)"), (False, "no spam (label 0)")):
        if sum(row.is_spam == is_spam for row in rows) < 2:
            raise BadFile(f"{path.name} has fewer than two comments that are {word}, so nothing can be measured.")
    return rows


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(f"{path.name} is not UTF-8: see line {line}. Save it as UTF-8.") from None


def _rows(lines: StringIO) -> Iterator[Labelled]:
    reader = csv.reader(lines)
    head = [name.strip().casefold() for name in next(reader, [])]
    if not head:
        raise BadFile("The file is empty. Its first line takes the names text, label and group.")
    missing = [name for name in ("text", "label") if name not in head]
    if missing:
        raise BadFile(
            f"The first line names no column {' and no column '.join(missing)}. It has: {', '.join(head)[:200]}."
        )
    text, label = head.index("text"), head.index("label")
    group = head.index("group") if "group" in head else None
    for row in reader:
        if not row:
            continue
        if len(row) < len(head):
            raise BadFile(f"Line {reader.line_num} has {len(row)} columns, but the first line names {len(head)}.")
        yield Labelled(row[text], _label(row[label], reader.line_num), row[group].strip() if group is not None else "")


def _label(word: str, line: int) -> bool:
    plain = word.strip().casefold()
    if plain not in SPAM | HAM:
        raise BadFile(f"Line {line}: the label “{word.strip()[:30]}” is neither 1 (spam) nor 0.")
    return plain in SPAM
