"""One comment of a web page: who wrote it, when, where it is found, and its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind
from rashomon.drafting.segment.building import Piece
from rashomon.drafting.segment.comment_marks import ASIDE, AUTHOR, DATE, TEXT
from rashomon.drafting.segment.elements import HEADINGS, address, classes, has_words, is_short, pieces, prop, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SAYS = re.compile(
    r"\s*(?:\(not verified\)"
    r"|\b(?:says|said|wrote|writes|commented|replied)\b.*|\bon \w+ \d{1,2}.*|\bat \d{1,2}:.*|:|,|•|·|\||—|–)\s*$",
    re.IGNORECASE | re.DOTALL,
)
BY = re.compile(r"^(?:(?:comment |posted |written )?by|from)[: ]+", re.IGNORECASE)
BUTTONS = re.compile(
    r"(?:(?:reply|report|flag|share|like|quote|edit|delete|link|permalink|parent|up ?vote|down ?vote|log in to reply)"
    r"[\s·|•,()0-9]*)+",
    re.IGNORECASE,
)
LONGEST_NAME = 100
PERMALINK = re.compile(r"#(?:comment|c|li-comment)[-_]?\d+$")


class CommentElement:
    """An element that is one comment; comments nested in it, all of which are in `known`, are not its words."""

    def __init__(self, element: HtmlElement, known: Set[HtmlElement]) -> None:
        self._element = element
        self._answers: set[HtmlElement] = set()
        self._own = list(_own(element, known, self._answers))

    @property
    def author(self) -> str:
        """Return the name, as written."""
        for element in self._named:
            name = " ".join(BY.sub("", SAYS.sub("", words_of(element))).split()).strip(" :,·•|")
            if name and len(name) <= LONGEST_NAME:
                return name
        stated = self._element.get("data-author") or self._element.get("data-comment-author") or ""
        return stated.strip()[:LONGEST_NAME]

    @property
    def date(self) -> str:
        """Return the date, as written, else as the markup states it."""
        for element in self._own:
            if element.tag == "time" or {"commenttime", "datepublished", "datecreated"} & prop(element):
                return (words_of(element) or element.get("datetime") or element.get("content") or "")[:100]
        for element in self._own:
            if _is_date(element) and re.search(r"\d", text := words_of(element)):
                return text[:100]
        return ""

    @property
    def link(self) -> str:
        """Return the permalink as the page has it, if it is one."""
        for element in self._own:
            href = element.get("href") or ""
            if element.tag == "a" and PERMALINK.search(href) and "replytocom" not in href:
                return href
        return ""

    def text(self, base: str, number: int) -> Iterator[Piece]:
        """Yield the words, without name, date and buttons."""
        body = self._body()
        apart = self._answers | {one for one in self._own if _is_aside(one)}
        if body is None:
            body = self._element
            apart |= set(self._named[:1])
            apart |= {one for one in self._own if one.tag in ("time", "footer", "header") or _is_date(one)}
        yield from (piece for piece in pieces(body, base, BlockKind.COMMENT, number, apart) if not _is_button(piece))

    def _body(self) -> HtmlElement | None:
        # WordPress calls the whole comment `comment-body`: not the words alone, if the name stands in it too.
        name = self._named[0] if self._named else None
        around = set() if name is None else {name, *name.iterancestors()}
        for wanted in (*map(_by_class, TEXT), _is_text):
            found = next((one for one in self._own if one not in around and wanted(one)), None)
            if found is not None:
                return found
        return None

    @cached_property
    def _named(self) -> list[HtmlElement]:
        tests = (_by_class(AUTHOR[0]), _is_author, _by_class(AUTHOR[1]), _is_cite, _is_heading)
        found = [one for test in tests for one in self._own if test(one) and has_words(one)]
        return [_name_in(one) for one in found if is_short(one, LONGEST_NAME * 2)]


def _name_in(element: HtmlElement) -> HtmlElement:
    return next((one for one in element.iter() if _by_class(AUTHOR[0])(one) and has_words(one)), element)


def _own(element: HtmlElement, known: Set[HtmlElement], answers: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the elements in a comment without those of the answers to it, which are gathered."""
    for child in element:
        if child in known:
            answers.add(child)
        else:
            yield child
            yield from _own(child, known, answers)


def _is_date(element: HtmlElement) -> bool:
    return any(DATE.match(token) for token in classes(element))


def _is_aside(element: HtmlElement) -> bool:
    """Return whether an element is a button or the like; a heading that links to the comment is its subject."""
    return any(ASIDE.match(token) for token in classes(element)) and element.getparent().tag not in HEADINGS


def _is_button(piece: Piece) -> bool:
    return bool(piece.leading[0] and BUTTONS.fullmatch(piece.text))


def _is_heading(element: HtmlElement) -> bool:
    return element.tag in HEADINGS and element.getparent().tag == "header"


@cache
def _by_class(pattern: str) -> Callable[[HtmlElement], bool]:
    compiled = re.compile(pattern)
    return lambda element: any(compiled.match(token) for token in classes(element))


def _is_author(element: HtmlElement) -> bool:
    return bool({"author", "creator"} & prop(element)) or (element.get("rel") or "") == "author"


def _is_cite(element: HtmlElement) -> bool:
    return bool(element.tag == "cite")


def _is_text(element: HtmlElement) -> bool:
    return bool({"text", "commenttext"} & prop(element))


def absolute(link: str, base: str, element: HtmlElement) -> str:
    """Return a permalink as a whole web address, or nothing."""
    if not link:
        return ""
    made = element.makeelement("a", href=link)
    return address(made, base)
