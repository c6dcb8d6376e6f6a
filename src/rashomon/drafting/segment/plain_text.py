"""Plain text, as somebody copies an article with its comments out of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.segment.building import Piece, document_of, one_line
from rashomon.drafting.segment.comment_heads import head_of_lines, is_name
from rashomon.drafting.segment.plain_comments import (
    PlainComment,
    begins_comments,
    is_sure_heading,
    split_comments,
    split_unmarked,
)
from rashomon.drafting.segment.repeated_lines import set_apart
from rashomon.drafting.written_dates import DAY_AND_TIME

PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")
NUMBERED = re.compile(r"^ {1,3}(\d{1,4})[.)]\s+")
BY = re.compile(r"^(?:posted |written |words |text |story )?by[: ]\s*(?=\S)", re.IGNORECASE)
DATE = re.compile(rf"^(?:published|posted|updated)?(?: on)?:? ?{DAY_AND_TIME}.{{0,20}}$", re.IGNORECASE)
DATE_BY = re.compile(rf"^(?:published |posted )?(?:on )?{DAY_AND_TIME}[\s,|·•–—-]{{1,4}}by[: ]\s*(?=\S)", re.IGNORECASE)
BOILERPLATE = re.compile(
    r"^(?:please enter your|leave a (?:reply|comment)|your email address|required fields"
    r"|save my name|this site uses akismet|comments? policy|"
    r"comments are closed|post a comment|share this|subscribe|sign up|related (?:posts|stories)"
    r"|log in|read more|\d+ comments?$|comments$)",
    re.IGNORECASE,
)
MENU = re.compile(r"^[^|]{1,30}(?:\|[^|]{1,30}){2,}$")
FIRST = re.compile(r"comment #?1\b", re.IGNORECASE)
"""The first comment, where no heading stands above it."""
FEWEST_ABOVE = 2
"""Paragraphs of an article: its title, and one."""
FEWEST_SIGNS = 200
MOST_HEADINGS = 10
"""Of comments, that are tried; a text with more of them is no article."""
LONGEST_LINE = 120
"""Signs of a line that can be a byline or a date."""
SHORTEST_RUNNING = 60
SENTENCE_END = re.compile(r"[.!?][”\"’)]? [“\"(]?[A-ZÀ-Ý]")


@dataclass
class _Reading:
    pieces: list[Piece] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    after: bool = False  # behind the last comment, where forms and policies stand


def from_plain_text(text: str) -> Document:
    """Return the document of a plain text. Its comments are numbered and indented, or stand below a heading."""
    reading = _Reading()
    paragraphs = PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4))
    paragraphs = [paragraph.strip("\n") for paragraph in paragraphs if paragraph.strip()]
    section = _section(paragraphs)
    for paragraph in paragraphs[: section.at]:
        _take(reading, paragraph)
    if not reading.comments:
        _add(reading, section)
    else:
        for paragraph in paragraphs[section.at :]:
            _take(reading, paragraph)
    return document_of(_in_one_line(_with_bio(reading.pieces)), reading.comments)


@dataclass(frozen=True, slots=True)
class _Section:
    """The comments below a heading: the number of paragraphs above it, its words, and what stands below."""

    at: int
    heading: str = ""
    comments: Sequence[PlainComment] = ()
    after: Sequence[str] = ()


def _section(paragraphs: Sequence[str]) -> _Section:
    unmarked: _Section | None = None
    tries = 0
    for at, paragraph in enumerate(paragraphs):
        first, _, more = paragraph.lstrip("\n-_=*# ").partition("\n")
        if at < FEWEST_ABOVE or not (begins_comments(first) or FIRST.match(first)):
            continue
        tries += 1
        if tries > MOST_HEADINGS:
            break
        below = [*([more] if more else []), *paragraphs[at + 1 :]] if begins_comments(first) else paragraphs[at:]
        comments, after = split_comments(below)
        if comments:
            return _Section(at, first if begins_comments(first) else "", comments, after)
        if is_sure_heading(first) and sum(map(len, paragraphs[:at])) > FEWEST_SIGNS:
            unmarked = _Section(at, first, *split_unmarked(below))
    return unmarked or _Section(len(paragraphs))


def _add(reading: _Reading, section: _Section) -> None:
    if section.heading:
        reading.pieces.append(Piece(BlockKind.BOILERPLATE, one_line(section.heading)))
    for number, one in enumerate(section.comments, start=1):
        reading.comments.append(Comment(number=number, author=one.author, date=one.date))
        reading.pieces += [Piece(BlockKind.COMMENT, words, number) for words in one.paragraphs]
    reading.pieces += [Piece(BlockKind.BOILERPLATE, words) for words in section.after if words]


def _with_bio(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with a last paragraph that begins with the author’s name as the bio."""
    names = [BY.sub("", piece.text).strip() for piece in pieces if piece.kind == BlockKind.BYLINE]
    own = [place for place, piece in enumerate(pieces) if piece.kind == BlockKind.PARAGRAPH]
    if not own or any(piece.kind == BlockKind.BIO for piece in pieces):
        return pieces
    last = pieces[own[-1]]
    if len(own) > 2 and any(" " in name and last.text.startswith(name + " ") for name in names):
        pieces = [*pieces[: own[-1]], replace(last, kind=BlockKind.BIO), *pieces[own[-1] + 1 :]]
    return pieces


def _take(reading: _Reading, paragraph: str) -> None:
    numbered = NUMBERED.match(paragraph)
    if numbered and int(numbered[1]) == len(reading.comments) + 1 and not reading.after:
        _begin(reading, paragraph[numbered.end() :])
    elif reading.comments and not reading.after and paragraph.startswith("    "):
        reading.pieces.append(Piece(BlockKind.COMMENT, paragraph, reading.comments[-1].number))
    elif reading.comments or BOILERPLATE.match(paragraph.strip()):
        reading.after = bool(reading.comments)
        reading.pieces.append(Piece(BlockKind.BOILERPLATE, one_line(paragraph)))
    else:
        reading.pieces += _of_article(reading.pieces, paragraph)


def _begin(reading: _Reading, words: str) -> None:
    """Begin a comment by its number; its first lines may name the writer and the day."""
    number = len(reading.comments) + 1
    lines = [one_line(line) for line in words.splitlines() if line.strip()]
    head = head_of_lines([*lines, ""])
    reading.comments.append(Comment(number=number, author=head.author, date=head.date))
    reading.pieces.append(Piece(BlockKind.COMMENT, "\n".join(lines[head.lines :]), number))


def _in_one_line(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with the lines of each comment joined, after those that it repeats were set apart."""
    for number, group in groupby(pieces, key=lambda piece: piece.comment):
        said = list(group)
        yield from (replace(piece, text=one_line(piece.text)) for piece in (set_apart(said) if number else said))


def _of_article(before: list[Piece], paragraph: str) -> list[Piece]:
    lines = [one_line(line) for line in paragraph.splitlines() if line.strip()]
    if MENU.match(lines[0]) and all(piece.kind in (BlockKind.TITLE, BlockKind.BOILERPLATE) for piece in before):
        # What stood above a menu was the paper's name, and no title.
        before[:] = [Piece(BlockKind.BOILERPLATE, piece.text) for piece in before]
        return [Piece(BlockKind.BOILERPLATE, one_line(paragraph))]
    if all(piece.kind == BlockKind.BOILERPLATE for piece in before) and not _is_running(lines):
        return [Piece(BlockKind.TITLE, lines[0]), *_head(lines[1:])]
    if len(before) < 4 and all(head_kind(line) != BlockKind.PARAGRAPH for line in lines):
        return _head(lines)
    if len(before) < 4 and len(lines) == 2 and DATE.match(lines[1]) and is_name(lines[0].partition(",")[0]):
        return [Piece(BlockKind.BYLINE, lines[0]), Piece(BlockKind.DATE, lines[1])]
    if len(lines) > 1 and _is_bio(lines):
        return [Piece(BlockKind.BYLINE, lines[0]), Piece(BlockKind.BIO, lines[-1])]
    return [Piece(BlockKind.PARAGRAPH, one_line(paragraph))]


def _is_running(lines: list[str]) -> bool:
    """Return whether lines are several sentences of running text, and no title."""
    text = [line for line in lines if head_kind(line) == BlockKind.PARAGRAPH]
    is_long = len(" ".join(text)) > LONGEST_LINE and len(lines[0]) > SHORTEST_RUNNING
    return is_long and SENTENCE_END.search(lines[0]) is not None


def _head(lines: list[str]) -> list[Piece]:
    return [Piece(head_kind(line), line) for line in lines]


def head_kind(line: str) -> BlockKind:
    """Return the kind of a line below the title: byline, date, or the first paragraph."""
    if len(line) <= LONGEST_LINE and (BY.match(line) or DATE_BY.match(line)):
        return BlockKind.BYLINE
    return BlockKind.DATE if len(line) <= LONGEST_LINE and DATE.match(line) else BlockKind.PARAGRAPH


def _is_bio(lines: list[str]) -> bool:
    """Return whether a name stands alone and begins the line below it, as in `Jane Roe / Jane Roe writes …`."""
    name = lines[0]
    is_name = len(name.split()) in (2, 3, 4) and all(word[:1].isupper() for word in name.split())
    return is_name and lines[-1].startswith(name) and len(lines[-1]) > len(name)
