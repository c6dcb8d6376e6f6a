"""Plain text, as somebody copies an article with its comments out of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.segment.building import Piece, document_of, one_line

PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")
NUMBERED = re.compile(r"^ {1,3}(\d{1,4})[.)]\s+")
LISTED = re.compile(r"^ {0,3}(\d{1,4})[.)]\s+")
"""Below a heading “Comments”, numbers need not stand in."""
BY = re.compile(r"^(?:posted |written |words |text |story )?by[: ]\s*(?=\S)", re.IGNORECASE)
DATE = re.compile(
    r"^(?:published|posted|updated)?(?: on)?:? ?(?:\d{4}-\d\d-\d\d|(?:\w+day,? )?\d{1,2}(?:st|nd"
    r"|rd|th)? \w+,? \d{4}|(?:\w+day,? )?[A-Z]\w+ \d{1,2}(?:, \d{4})?)\b.{0,20}$",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"^(?:please enter your|leave a (?:reply|comment)|your email address|required fields"
    r"|save my name|this site uses akismet|comments? policy|"
    r"comments are closed|post a comment|share this|subscribe|sign up|related (?:posts|stories)"
    r"|log in|read more|\d+ comments?$|comments$)",
    re.IGNORECASE,
)
HEADED = re.compile(
    r"^(?:\d[\d,.]* )?(?:reader )?(?:comments?|responses?|replies|reactions)(?: \(\d+\))?:?$", re.IGNORECASE
)
NAMED = re.compile(
    r"^(?P<name>[^\W\d_][^\n:]{0,60}?) (?:(?:says|said|wrote|writes"
    r"|commented)(?: on (?P<day>[^\n]{4,40}?))?|on (?P<date>[^\n]{4,40}?))\s*:$"
)
"""The line above a comment: `Vera says:`, `Dan on 12 June 2030:`."""
MENU = re.compile(r"^[^|]{1,30}(?:\|[^|]{1,30}){2,}$")
LONGEST_LINE = 120
"""Signs of a line that can be a byline or a date."""


@dataclass
class _Reading:
    pieces: list[Piece] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    headed: bool = False  # below a heading “Comments”, where names tell comments apart
    after: bool = False  # behind the last comment, where forms and policies stand


def from_plain_text(text: str) -> Document:
    """Return the document of a plain text. Comments are numbered and indented, as pages print them."""
    reading = _Reading()
    paragraphs = PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4))
    paragraphs = [paragraph.strip("\n") for paragraph in paragraphs if paragraph.strip()]
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        if HEADED.match(paragraph.strip()) and _is_first(following):
            reading.headed = True
        _take(reading, paragraph)
    return document_of(_with_bio(reading.pieces), reading.comments)


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
    number = _number(reading, paragraph)
    lines = [one_line(line) for line in paragraph.splitlines()]
    named = NAMED.match(lines[0]) if reading.headed else None
    if number:
        _begin_numbered(reading, number, LISTED.sub("", paragraph))
    elif named and not reading.after:
        _begin_named(reading, named, lines[1:])
    elif reading.comments and not reading.after and _goes_on(reading, paragraph):
        reading.pieces.append(Piece(BlockKind.COMMENT, one_line(paragraph), reading.comments[-1].number))
    elif reading.comments or reading.headed or BOILERPLATE.match(paragraph.strip()):
        reading.after = bool(reading.comments)
        reading.headed = reading.headed or bool(HEADED.match(lines[0]))
        reading.pieces.append(Piece(BlockKind.BOILERPLATE, one_line(paragraph)))
    else:
        reading.pieces += _of_article(reading.pieces, paragraph)


def _is_first(paragraph: str) -> bool:
    """Return whether a paragraph can be the first comment: numbered 1, or with a name above it."""
    numbered = LISTED.match(paragraph)
    return int(numbered[1]) == 1 if numbered else bool(NAMED.match(one_line(paragraph.partition("\n")[0])))


def _number(reading: _Reading, paragraph: str) -> int:
    """Return the number of the comment that a paragraph begins, if it is the next one, else 0."""
    numbered = (LISTED if reading.headed else NUMBERED).match(paragraph)
    is_next = numbered is not None and int(numbered[1]) == len(reading.comments) + 1
    return int(numbered[1]) if numbered and is_next and not reading.after else 0


def _begin(reading: _Reading, comment: Comment, words: str) -> None:
    reading.comments.append(comment)
    reading.pieces.append(Piece(BlockKind.COMMENT, one_line(words), comment.number))


def _begin_numbered(reading: _Reading, number: int, words: str) -> None:
    """Begin a comment by its number; its first line may name the writer, and the next one the day."""
    lines = [one_line(line) for line in words.splitlines() if line.strip()]
    named = NAMED.match(lines[0]) if lines else None
    if named is None:
        _begin(reading, Comment(number=number), words)
        return
    _begin_named(reading, named, lines[1:])


def _begin_named(reading: _Reading, named: re.Match[str], below: list[str]) -> None:
    date = named["day"] or named["date"] or ""
    if below and not date and DATE.match(below[0]):
        date, below = below[0], below[1:]
    comment = Comment(number=len(reading.comments) + 1, author=named["name"].strip(), date=date)
    _begin(reading, comment, " ".join(below))


def _goes_on(reading: _Reading, paragraph: str) -> bool:
    """Return whether a paragraph belongs to the comment before it: indented, or below its name."""
    return paragraph.startswith("    ") or (reading.headed and not BOILERPLATE.match(paragraph.strip()))


def _of_article(before: list[Piece], paragraph: str) -> list[Piece]:
    lines = [one_line(line) for line in paragraph.splitlines() if line.strip()]
    if MENU.match(lines[0]) and all(piece.kind in (BlockKind.TITLE, BlockKind.BOILERPLATE) for piece in before):
        # What stood above a menu was the paper's name, and no title.
        before[:] = [Piece(BlockKind.BOILERPLATE, piece.text) for piece in before]
        return [Piece(BlockKind.BOILERPLATE, one_line(paragraph))]
    if all(piece.kind == BlockKind.BOILERPLATE for piece in before):
        return [Piece(BlockKind.TITLE, lines[0]), *_head(lines[1:])]
    if len(before) < 4 and all(BY.match(line) or DATE.match(line) for line in lines):
        return _head(lines)
    if len(lines) > 1 and _is_bio(lines):
        return [Piece(BlockKind.BYLINE, lines[0]), Piece(BlockKind.BIO, lines[-1])]
    return [Piece(BlockKind.PARAGRAPH, one_line(paragraph))]


def _head(lines: list[str]) -> list[Piece]:
    return [Piece(head_kind(line), line) for line in lines]


def head_kind(line: str) -> BlockKind:
    """Return the kind of a line below the title: byline, date, or the first paragraph."""
    if len(line) <= LONGEST_LINE and BY.match(line):
        return BlockKind.BYLINE
    return BlockKind.DATE if len(line) <= LONGEST_LINE and DATE.match(line) else BlockKind.PARAGRAPH


def _is_bio(lines: list[str]) -> bool:
    """Return whether a name stands alone and begins the line below it, as in `Jane Roe / Jane Roe writes …`."""
    name = lines[0]
    is_name = len(name.split()) in (2, 3, 4) and all(word[:1].isupper() for word in name.split())
    return is_name and lines[-1].startswith(name) and len(lines[-1]) > len(name)
