"""Who wrote a comment and when, from the words that stand above it: `Vera says:`, `#3 Dan`, `12 June 2030 at 10:14`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.drafting.written_dates import DATE, DATED

LONGEST_LINE = 120
MOST_LINES = 4
DATE_LINE = re.compile(
    r"(?:(?:said|says|wrote|posted|published|commented|replied|written|submitted),? ?)?(?:on |at )?"
    rf"(?P<date>{DATED})\W*",
    re.IGNORECASE,
)
VERBS = r"(?:says|said|wrote|writes|commented|replied|responded|posted|sagt|schreibt|dijo|dit)"
NUMBER = re.compile(r"#?\d{1,5}[.):]?")
NAMED = re.compile(
    r"(?:#?\d{1,5}[.):]? )?"
    r"(?:(?:comment|posted|written|submitted|reply|geschrieben|kommentar) (?:#?\d{1,5} )?(?:by|from|von):?"
    r" (?P<by>[^:|]{1,60}?)"
    rf"|(?P<name>[^\W_][^:|\n]{{0,60}}?),? {VERBS})"
    rf"(?:[\s,|·—–(-]*(?:on |at |am |on the )?(?P<date>{DATED}|\d{{1,2}}[:.]\d\d(?: ?[ap]m)?)\)?)?\s*:?",
    re.IGNORECASE,
)
AND_DAY = re.compile(
    r"(?:#?\d{1,5}[.):]? )?(?P<name>[^\W_][^:|\n]{0,60}?)(?:\s*[,|·—–@(-]\s*|\s+on |\s+at |\s+)"
    rf"(?P<date>{DATED}|\d{{1,2}}[:.]\d\d(?: ?[ap]m)?)\)?\s*:?",
    re.IGNORECASE,
)
NUMBERED_NAME = re.compile(r"#\d{1,5}[.):]? (?P<name>[^\W\d_][^:|\n.!?]{0,40}?):?")
LONGEST_BARE_NAME = 40
NAME_SHAPE = re.compile(
    r"(?!(?:as|but|and|so|the|a|an|in|on|at|if|when|what|why|who|how|it|he|she|they|we|i|you|this|that|there|here|then|yes|no"
    r"|to|for|of|or|not|also|see|from|some|update|edit|note|ps|p\.s\.|source|link|re|my|our|his|her|their)\b)"
    r"[^\W_][\w.'’@-]*(?: [^\W_][\w.'’-]*){0,4}",
    re.IGNORECASE,
)
"""What can be a name; a word that begins a sentence is none."""
INLINE = re.compile(
    r"(?P<name>[^\W_][^:\n]{0,40}?)(?: ?\((?P<date>[^()]{4,30})\))?: (?=\S)"
    r"|(?P<dashed>[^\W_][^:\n]{0,25}?) [-–—] (?=\S)"
)
SAYS = re.compile(
    rf"\s*(?:\(not verified\)|\b{VERBS}\b.*|\bon \w+ \d{{1,2}}.*|\bat \d{{1,2}}:.*|[—–|·@-]\s*\d.*|:|,|•|·|\||—|–)\s*$",
    re.IGNORECASE | re.DOTALL,
)
BY = re.compile(r"^(?:#\d+[.):]? |(?:(?:comment |posted |written )?by|from|par|von)[: ]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a comment say, and how many they are."""

    author: str = ""
    date: str = ""
    lines: int = 0


def head_of_lines(lines: Sequence[str]) -> Head:
    """Return who wrote a comment and when, as its first lines say; the last line is never taken for a head."""
    head = Head()
    for line, following in pairwise(lines[: MOST_LINES + 1]):
        read = _read(line, following, head)
        if read is None:
            break
        head = Head(head.author or read[0], head.date or read[1], head.lines + 1)
    return head if head.author or head.date else Head()


def _read(line: str, following: str, head: Head) -> tuple[str, str] | None:
    """Return the name and the date in one line, or None if the line is no head."""
    if len(line) > LONGEST_LINE or (head.author and head.date):
        return None
    if NUMBER.fullmatch(line):
        return "", ""
    if not head.date and (dated := DATE_LINE.fullmatch(line)):
        return "", dated["date"].strip()
    if head.author:
        return None
    for pattern in (NAMED, AND_DAY, NUMBERED_NAME):
        if found := pattern.fullmatch(line):
            parts = found.groupdict()
            name = (parts.get("by") or parts.get("name") or "").strip(" ,")
            return (name, (parts.get("date") or "").strip()) if NAME_SHAPE.fullmatch(name) else None
    is_name = len(line) <= LONGEST_BARE_NAME and line[-1:] not in "!?…:" and DATE_LINE.fullmatch(following)
    return (line, "") if is_name and NAME_SHAPE.fullmatch(line) else None


def name_in(words: str) -> str:
    """Return the name in what a page prints as the writer: `By Ann on 3 May` is Ann."""
    return " ".join(BY.sub("", SAYS.sub("", words)).split()).strip(" :,·•|")


def date_in(words: str, name: str) -> str:
    """Return the date in what a page prints as one, without the name; all of it where no date is made out."""
    rest = words.replace(name, " ", 1).strip(" ,|·•–—") if name else words
    found = DATE.search(rest)
    if found:
        return found[0].strip()
    return rest if any(sign.isdigit() for sign in rest) else ""


def writer_in(words: str) -> str:
    """Return the name in a line that says who wrote: `Written by Ann on 3 May`; nothing if it is no such line."""
    found = NAMED.fullmatch(words)
    return (found["by"] or found["name"] or "").strip(" ,") if found else ""


def is_said(words: str) -> bool:
    """Return whether words are nothing but what stands between a name and what it said: `says:`."""
    return re.fullmatch(VERBS + r"\s*[:,]", words, re.IGNORECASE) is not None


def is_head(line: str) -> bool:
    """Return whether a line alone says who wrote a comment."""
    return any(pattern.fullmatch(line) for pattern in (NAMED, AND_DAY, NUMBERED_NAME))


@dataclass(frozen=True, slots=True)
class InlineName:
    """Who wrote a comment and when, as the words begin with it, and where the comment's own words begin."""

    author: str
    date: str
    end: int


def inline_name(words: str) -> InlineName | None:
    """Return the name at the start of `Vera: It was the frost.`, if one stands there."""
    found = INLINE.match(words)
    name = (found["name"] or found["dashed"]).strip() if found else ""
    is_one = name[:1].isupper() and NAME_SHAPE.fullmatch(name)
    return InlineName(name, (found["date"] or "").strip(), found.end()) if found and is_one else None


def is_name(words: str) -> bool:
    """Return whether words can be a name that stands alone: `Vera Lind`, `fenwalker_2`."""
    is_short = len(words) <= LONGEST_BARE_NAME and len(words.split()) < 5 and words[-1:] not in "!?…:,;"
    return is_short and NAME_SHAPE.fullmatch(words) is not None
