"""From bytes to lines: size, encoding and signs that no text should hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rashomon.casefile.limits import MOST_BYTES
from rashomon.casefile.wording import problem
from rashomon.problems import CaseProblems, Place

BROKEN_SIGN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of surrogate pairs, and a byte order mark that is not at the start."""
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class SourceText:
    """The text of a case file and its name."""

    name: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return LINE_END.split(self.text)

    def place(self, line: int, column: int) -> Place:
        """Return the place at `line` and `column`, which count from 0."""
        line = min(max(line, 0), len(self.lines) - 1)
        return Place(self.name, line + 1, column + 1, self.lines[line])

    def place_at(self, offset: int) -> Place:
        """Return the place of the sign at `offset`."""
        ends = [end.end() for end in LINE_END.finditer(self.text, 0, offset)]
        return self.place(len(ends), offset - (ends[-1] if ends else 0))


def source_text(content: str | bytes, name: str) -> SourceText:
    """Return `content` as text, or raise CaseProblems if it is too large, not UTF-8 or has broken signs."""
    if len(content) > MOST_BYTES:
        raise CaseProblems([problem("too-large", (), megabytes=MOST_BYTES // 1_000_000)])
    text = _decoded(content, name) if isinstance(content, bytes) else content
    source = SourceText(name, text.removeprefix("\ufeff"))
    broken = BROKEN_SIGN.search(source.text)
    if broken:
        place = source.place_at(broken.start())
        raise CaseProblems([problem("broken-sign", (), sign=f"U+{ord(broken[0]):04X}").at(place)])
    if not source.text.strip():
        raise CaseProblems([problem("empty", ()).at(source.place(0, 0))])
    return source


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        good = SourceText(name, content[: error.start].decode("utf-8"))
        place = good.place_at(len(good.text))
        facts = {"byte": f"0x{content[error.start]:02X}", "encoding": _likely_encoding(content)}
        raise CaseProblems([problem("not-utf-8", (), **facts).at(place)]) from None


def _likely_encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it looks like UTF-16"
    return "it may be Windows-1252 or Latin-1"
