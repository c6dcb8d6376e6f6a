"""Comments that no class tells apart: below a heading “12 comments”, in lists, in like elements, or in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING

from rashomon.drafting.segment.comment_heads import is_head
from rashomon.drafting.segment.comment_marks import is_one, is_ping, is_section
from rashomon.drafting.segment.comment_parts import CommentElement
from rashomon.drafting.segment.elements import HEADINGS, has_words, is_short, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADED = re.compile(
    r"(?:\d[\d,.]* )?(?:(?:readers?|readers[’']|reader[’']s|user|your|latest) )?"
    r"(?:comments|kommentare|commentaires|comentarios)"
    r"(?: so far| ?\(\d+\)| (?:on|to|from|by) .{1,150})?:?"
    r"|\d[\d,.]* (?:comment|responses?|replies|reply|reactions?|thoughts?|opinions?)(?: so far| (?:on|to) .{1,150})?:?"
    r"|(?:responses|replies)(?: ?\(\d+\))?:?",
    re.IGNORECASE,
)
WEAK = re.compile(r"responses|replies|reactions|discussion|feedback|reader feedback|talk|conversation", re.IGNORECASE)
"""Headings of comments only where what stands below says who wrote it."""
LONGEST_HEADING = 200
LONGEST_FORM = 1000
ARTICLE = 200
"""Signs above a heading that can be an article."""
SHORT_ARTICLE = 60
MOST_TRIES = 8
"""Doubtful headings whose parts are looked into."""
LINES = (*HEADINGS, "div", "p", "b", "strong", "legend", "dt", "span")
NEVER_IN = frozenset(("a", "nav", "footer", "aside", "li", "header"))
ENDS = frozenset(("nav", "footer", "aside"))
ENTRIES = ("div", "article", "section", "table", "tr")


def join_terms(tree: HtmlElement) -> None:
    """Put each term that heads a comment into one element with what it heads: `dt` and `dd`."""
    for term in list(tree.iter("dt")):
        below = list(takewhile(lambda one: one.tag == "dd", term.itersiblings()))
        is_comment = any(map(is_one, (term, *below))) or any(is_section(up) for up in term.iterancestors())
        if below and is_comment and not _in_form(term):
            _wrap([term, *below], "comment")


def headed(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield sections made of a heading “Comments” and what stands below it."""
    tries = MOST_TRIES
    for heading in list(tree.iter(*LINES)):
        if not _can_head(heading):
            continue
        top = _outermost(heading)
        below = _below(heading, top)
        if not any(map(has_words, below)) or any(one.tag == "h1" for part in below for one in part.iter()):
            continue
        is_certain = HEADED.fullmatch(words_of(heading)) and _is_below(heading, ARTICLE)
        tries -= not is_certain
        if is_certain or (tries >= 0 and _tell_who(below)):
            yield _wrap([top, *below], "comments")
            return


def _can_head(heading: HtmlElement) -> bool:
    """Return whether an element stands by itself, says “Comments”, and comes after something."""
    if not is_short(heading, LONGEST_HEADING):
        return False
    words = words_of(heading)
    is_named = HEADED.fullmatch(words) or (heading.tag in HEADINGS and WEAK.fullmatch(words))
    if not is_named or any(up.tag in NEVER_IN for up in heading.iterancestors()) or _in_form(heading):
        return False
    return _is_below(heading, SHORT_ARTICLE if heading.tag in HEADINGS else ARTICLE)


def _is_below(heading: HtmlElement, article: int) -> bool:
    """Return whether a heading stands below more words than that."""
    length = 0
    for element in takewhile(lambda one: one is not heading, heading.getroottree().iter()):
        length += len(element.text or "") + len(element.tail or "")
        if length > article:
            return True
    return False


def _tell_who(below: list[HtmlElement]) -> bool:
    """Return whether what stands below a heading are parts that say who wrote them or when."""
    section: HtmlElement = below[0].makeelement("div", {})
    section.extend(map(deepcopy, below))
    return bool(_told(unmarked(section)))


def _outermost(heading: HtmlElement) -> HtmlElement:
    """Return the outermost element that says no more than the heading."""
    words, top = words_of(heading), heading
    for up in heading.iterancestors():
        if up.tag == "body" or not is_short(up, LONGEST_HEADING) or words_of(up) != words:
            break
        top = up
    return top


def _below(heading: HtmlElement, top: HtmlElement) -> list[HtmlElement]:
    """Return what follows a heading, to the next one of its rank or what is no text."""

    def ends(element: HtmlElement) -> bool:
        if element.tag in HEADINGS and heading.tag in HEADINGS:
            return str(element.tag) <= str(heading.tag) and not is_head(words_of(element))
        return element.tag in ENDS

    return list(takewhile(lambda element: not ends(element), top.itersiblings()))


def unmarked(section: HtmlElement) -> list[HtmlElement]:
    """Return the comments of a section that marks none: the entries of its lists, its like parts, or runs of them."""
    if _in_form(section):
        return []
    return _listed(section) or _alike(section) or list(_runs(section))


def _listed(section: HtmlElement) -> list[HtmlElement]:
    entries = [one for one in section.iter("li", "dd") if _can_be(one)]
    outer = [one for one in entries if not any(up in set(entries) for up in one.iterancestors())]
    told = _told(entries)
    if 2 * len(told & set(outer)) < len(outer) and not _has_heading(section):
        return []
    return [one for one in entries if one in told or one in set(outer)]


def _has_heading(section: HtmlElement) -> bool:
    short = (one for one in section.iter(*LINES) if is_short(one, LONGEST_HEADING))
    return any(HEADED.fullmatch(words_of(one)) for one in short)


def _alike(section: HtmlElement) -> list[HtmlElement]:
    children = _parts(section)
    for tag in ENTRIES:
        entries = [one for one in children if one.tag == tag and _can_be(one)]
        told = _told(entries)
        if told:
            return entries if 2 * len(told) > len(entries) else [one for one in entries if one in told]
    return []


def _runs(section: HtmlElement) -> Iterator[HtmlElement]:
    """Yield runs of parts that each begin with a line such as `Vera says:`, put into an element of their own."""
    run: list[HtmlElement] = []
    for part in [*_parts(section), None]:
        begins = part is not None and is_short(part, LONGEST_HEADING) and is_head(words_of(part))
        if (part is None or begins) and run:
            yield _wrap(run, "comment")
            run = []
        if part is not None and (begins or run) and part.tag not in (*ENDS, "form"):
            run.append(part)


def _parts(section: HtmlElement) -> list[HtmlElement]:
    """Return the parts of a section, looking into an only one."""
    while True:
        parts = [one for one in section if isinstance(one.tag, str) and has_words(one)]
        inner = [one for one in parts if not HEADED.fullmatch(words_of(one))] if len(parts) < 3 else parts
        if len(inner) != 1 or len(inner[0]) < 2:
            return parts
        section = inner[0]


def _can_be(entry: HtmlElement) -> bool:
    return has_words(entry) and not is_ping(entry) and not is_section(entry) and not _in_form(entry)


def _in_form(element: HtmlElement) -> bool:
    """Return whether an element stands in a form, not counting one that holds the whole page."""
    forms = (up for up in (element, *element.iterancestors()) if up.tag == "form")
    return any(is_short(form, LONGEST_FORM) and next(form.iter("h1"), None) is None for form in forms)


def _told(entries: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return the entries that say who wrote them or when."""
    known = set(entries)
    read = ((one, CommentElement(one, known - {one})) for one in known)
    return {one for one, comment in read if comment.author or comment.date}


def _wrap(parts: list[HtmlElement], name: str) -> HtmlElement:
    """Put elements that follow one another into a new one."""
    around: HtmlElement = parts[0].makeelement("div", {"class": name})
    parts[0].addprevious(around)
    around.extend(parts)
    return around
