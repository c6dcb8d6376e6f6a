"""Comments below an article in plain text: by number, by a line above or below each, by `Name: words`, or by bullet.

Several layouts are tried, and the one that begins right below the heading and tells most comments apart is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.drafting.segment.building import one_line
from rashomon.drafting.segment.comment_heads import Head, head_of_lines, inline_name, is_name
from rashomon.drafting.segment.repeated_lines import MARKS, is_repeated

HEADED = re.compile(
    r"[\W_]*(?:(?:\d[\d,.]*|no) )?(?:reader(?:s|['’]s|s['’])? |user |your )?"
    r"(?P<word>comments?|responses?|replies|reactions|discussion)(?: ?\(\d+\)| so far| from readers)?[\W_]*",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"[\W_]*(?:please enter your|leave a (?:reply|comment)|your email address|required fields|save my name"
    r"|this site uses akismet|comments? policy|comments are (?:now )?closed|(?:post|add|write) a comment|share this"
    r"|subscribe|sign up|related (?:posts|stories)|read more|log in to (?:reply|comment)\W*$)",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"(?:sort(?:ed)? by|newest|oldest|most liked|best|reply|report|like|share|flag|edit|permalink|recommend"
    r"|[\W_]|likes?|replies|upvotes?|votes?|\d)+",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\s*(?:#(?P<a>\d{1,4})[.):]?|[(\[](?P<b>\d{1,4})[)\]][.:]?|(?P<c>\d{1,4})[.):])\s+(?=\S)")
BULLET = re.compile(r"\s*[*•·–—-]\s+(?=\S)")
DASH = re.compile(r"[—–-]{1,2}\s*(?=\w)")
BY = re.compile(r"(?:posted|written|comment|submitted) by\b", re.IGNORECASE)
SIGNED_AT_END = re.compile(r"(?<=[.!?…”\"’)])\s+[—–-]{1,2}\s?(?P<name>[^\W\d_][^|,:()\n.!?]{0,40})$")


@dataclass
class PlainComment:
    """One comment: who wrote it, when, and its paragraphs."""

    author: str = ""
    date: str = ""
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comments, and whether it begins a paragraph."""

    text: str
    begins: bool


Layout = Callable[[Sequence[Line]], list[PlainComment]]


def split_comments(paragraphs: Sequence[str]) -> tuple[list[PlainComment], list[str]]:
    """Return the comments in the paragraphs below a heading, and what stands behind them or is only repeated there.

    Lines behind a `>` are another's words, unless most comments have no others.
    """
    last = next((place for place, one in enumerate(paragraphs) if ENDS.match(one.strip())), len(paragraphs))
    after = [one_line(one) for one in paragraphs[last:]]
    lines = [line for paragraph in paragraphs[:last] for line in paragraph.splitlines()]
    repeated = [one_line(line) for line in lines if is_repeated(line)]
    found = _told_apart([_without_repeated(one) for one in paragraphs[:last]])
    whole = _told_apart([MARKS.sub("", one) for one in paragraphs[:last]]) if repeated else found
    return (whole, after) if 2 * len(found) < len(whole) else (found, [*repeated, *after])


def _without_repeated(paragraph: str) -> str:
    """Return a paragraph with a rule in place of each line behind a `>`."""
    return "\n".join("---" if is_repeated(line) else line for line in paragraph.splitlines())


def _told_apart(paragraphs: Sequence[str]) -> list[PlainComment]:
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    while lines and ASIDE.fullmatch(lines[0].text):
        lines = [Line(lines[1].text, True), *lines[2:]] if len(lines) > 1 else []
    return max((layout(lines) for layout in LAYOUTS), key=len, default=[])


def split_unmarked(paragraphs: Sequence[str]) -> tuple[list[PlainComment], list[str]]:
    """Return each paragraph as a comment of its own, where nothing tells comments apart."""
    last = next((place for place, one in enumerate(paragraphs) if ENDS.match(one.strip())), len(paragraphs))
    said = [one_line(one) for one in paragraphs[:last] if not ASIDE.fullmatch(one.strip())]
    return [PlainComment(paragraphs=[one]) for one in said], [one_line(one) for one in paragraphs[last:]]


def _lines(paragraph: str) -> Iterator[Line]:
    begins = True
    for text in paragraph.splitlines():
        if not text.strip() or (ASIDE.fullmatch(text.strip()) and not text.strip().strip("#()[].").isdigit()):
            begins = True  # a rule, or a button below a comment
            continue
        yield Line(text, begins)
        begins = False


def _gathered(lines: Sequence[Line], starts: dict[int, tuple[PlainComment, int, str]]) -> list[PlainComment]:
    """Return comments from where they start: what is known of each, how many lines that took, and its first words."""
    made: list[PlainComment] = []
    skipped = 0
    for place, line in enumerate(lines):
        if place in starts:
            comment, skipped, words = starts[place]
            made.append(comment)
            comment.paragraphs = [words] if words else []
            begins = not words
            skipped -= 1
        elif skipped > 0:
            skipped -= 1
        elif made:
            text = one_line(line.text)
            if line.begins or begins or not made[-1].paragraphs:
                made[-1].paragraphs.append(text)
            else:
                made[-1].paragraphs[-1] += " " + text
            begins = False
    return [comment for comment in made if comment.paragraphs]


def _depth(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _following(lines: Sequence[Line], place: int) -> list[str]:
    return [one_line(line.text) for line in lines[place : place + 5]]


def _by_number(lines: Sequence[Line]) -> list[PlainComment]:
    starts: dict[int, tuple[PlainComment, int, str]] = {}
    named = alone = depth = 0
    for place, line in enumerate(lines):
        found = NUMBER.match(line.text) if line.begins else None
        depth = depth if starts else _depth(line)
        if found is None or int(found["a"] or found["b"] or found["c"]) != len(starts) + 1 or _depth(line) > depth + 1:
            if place == 0:
                return []
            continue
        words = one_line(line.text[found.end() :])
        head = head_of_lines([words, *_following(lines, place + 1)])
        named += bool(head.author or inline_name(words))
        alone += bool(
            not head.lines and is_name(words) and lines[place + 1 : place + 2] and not lines[place + 1].begins
        )
        starts[place] = (PlainComment(head.author, head.date), max(1, head.lines), "" if head.lines else words)
    if alone == len(starts):
        starts = {place: (PlainComment(words), 1, "") for place, (_, _, words) in starts.items()}
    made = _gathered(lines, starts)
    return _named_inline(made) if named == len(starts) else made


def _named_inline(made: list[PlainComment]) -> list[PlainComment]:
    for comment in made:
        name = None if comment.author else inline_name(comment.paragraphs[0])
        if name:
            comment.author, comment.date = name.author, name.date
            comment.paragraphs[0] = comment.paragraphs[0][name.end :]
    return made


def _by_head(lines: Sequence[Line]) -> list[PlainComment]:
    starts: dict[int, tuple[PlainComment, int, str]] = {}
    place = 0
    while place < len(lines):
        head = head_of_lines(_following(lines, place)) if lines[place].begins else Head()
        if head.author:
            starts[place] = (PlainComment(head.author, head.date), head.lines, "")
        elif place == 0:
            return []
        place += max(1, head.lines)
    return _gathered(lines, starts)


def _by_line_below(lines: Sequence[Line]) -> list[PlainComment]:
    """Return comments that each end with a line such as `Posted by Vera on 3 May` or `— Vera`."""
    made: list[PlainComment] = []
    said: list[str] = []
    for line in lines:
        text = one_line(line.text)
        signed = _signature(text) if said else None
        at_end = SIGNED_AT_END.search(text)
        words = "" if signed else BULLET.sub("", text[: at_end.start()].rstrip() if at_end else text)
        if words and (line.begins or not said):
            said.append(words)
        elif words:
            said[-1] += " " + words
        if signed or at_end:
            head = signed or Head(at_end["name"].strip() if at_end else "")
            made.append(PlainComment(head.author, head.date, said))
            said = []
    return [] if said else made


def _signature(text: str) -> Head | None:
    """Return who signs with a line of its own: `Posted by Vera on 3 May`, `— Vera, 3 May`, `— Vera`."""
    dash = DASH.match(text)
    words = text[dash.end() :] if dash else text.strip("()[]")
    head = head_of_lines([words, ""])
    if head.author and (dash or BY.match(words)):
        return head
    return Head(words) if dash and is_name(words) else None


def _by_inline_name(lines: Sequence[Line]) -> list[PlainComment]:
    starts: dict[int, tuple[PlainComment, int, str]] = {}
    for place, line in enumerate(lines):
        text = one_line(line.text)
        name = inline_name(text) if line.begins else None
        if name is None and place == 0:
            return []
        if name:
            starts[place] = (PlainComment(name.author, name.date), 1, text[name.end :])
    return _gathered(lines, starts)


def _by_bullet(lines: Sequence[Line]) -> list[PlainComment]:
    starts: dict[int, tuple[PlainComment, int, str]] = {}
    for place, line in enumerate(lines):
        found = BULLET.match(line.text)
        if found is None and place == 0:
            return []
        if found:
            words = one_line(line.text[found.end() :])
            head = head_of_lines([words, *_following(lines, place + 1)])
            starts[place] = (PlainComment(head.author, head.date), max(1, head.lines), "" if head.lines else words)
    made = _gathered(lines, starts)
    return _named_inline(made) if all(inline_name(one.paragraphs[0]) for one in made) else made


LAYOUTS: tuple[Layout, ...] = (_by_number, _by_head, _by_line_below, _by_inline_name, _by_bullet)


def begins_comments(paragraph: str) -> bool:
    """Return whether a paragraph is nothing but a heading of comments."""
    return HEADED.fullmatch(one_line(paragraph)) is not None


def is_sure_heading(paragraph: str) -> bool:
    """Return whether a heading says “comments”, how many or whose, and not “Responses”, as articles may."""
    found = HEADED.fullmatch(one_line(paragraph))
    is_theirs = found is not None and re.search(r"\d|readers?\b|users?\b|\byour\b", found[0], re.IGNORECASE)
    return bool(is_theirs) or (found is not None and found["word"].lower() == "comments")
