"""One comment of a web page: who wrote it, when, where it is found, and its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind
from rashomon.drafting.segment.building import Piece
from rashomon.drafting.segment.comment_marks import ASIDE, AUTHOR, DATE, TEXT
from rashomon.drafting.segment.elements import address, classes, pieces, prop, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SAYS = re.compile(
    r"\s*(?:\b(?:says|said|wrote|writes|commented|replied)\b.*|\bon \w+ \d{1,2}.*|\bat \d{1,2}:.*|:|,|•|·|\||—|–)\s*$",
    re.IGNORECASE | re.DOTALL,
)
BY = re.compile(r"^(?:(?:comment |posted |written )?by|from)[: ]+", re.IGNORECASE)
LONGEST_NAME = 100


class CommentElement:
    """An element that is one comment; `answers` are the comments nested in it, which are not its words."""

    def __init__(self, element: HtmlElement, answers: set[HtmlElement]) -> None:
        self._element = element
        self._own = [one for one in _own(element, answers) if one is not element]
        self._answers = answers

    @property
    def author(self) -> str:
        """Return the name, as written."""
        for element in self._named():
            name = " ".join(BY.sub("", SAYS.sub("", words_of(element))).split()).strip(" :,·•|")
            if name and len(name) <= LONGEST_NAME:
                return name
        return ((self._element.get("data-author") or self._element.get("data-comment-author") or "").strip())[
            :LONGEST_NAME
        ]

    @property
    def date(self) -> str:
        """Return the date, as written, else as the markup states it."""
        for element in self._own:
            if element.tag == "time" or {"commenttime", "datepublished", "datecreated"} & prop(element):
                return (words_of(element) or element.get("datetime") or element.get("content") or "")[:100]
        for element in self._own:
            text = words_of(element)
            if any(DATE.match(token) for token in classes(element)) and re.search(r"\d", text):
                return text[:100]
        return ""

    @property
    def link(self) -> str:
        """Return the permalink as the page has it, if it is one."""
        for element in self._own:
            href = element.get("href") or ""
            if (
                element.tag == "a"
                and re.search(r"#(?:comment|c|li-comment)[-_]?\d+$", href)
                and "replytocom" not in href
            ):
                return href
        return ""

    def text(self, base: str, number: int) -> Iterator[Piece]:
        """Yield the words, without name, date and buttons."""
        body = self._body()
        apart = set(self._answers) | {one for one in self._own if any(ASIDE.match(token) for token in classes(one))}
        if body is None:
            body = self._element
            apart |= set(self._named()[:1]) | {one for one in self._own if one.tag in ("time", "footer", "header")}
            apart |= {one for one in self._own if any(DATE.match(token) for token in classes(one))}
        yield from pieces(body, base, BlockKind.COMMENT, number, apart)

    def _body(self) -> HtmlElement | None:
        for wanted in (*map(_by_class, TEXT), _is_text):
            found = [one for one in self._own if wanted(one)]
            # WordPress calls the whole comment `comment-body`: not the words alone, if the name stands in it too.
            found = [one for one in found if not any(name in set(one.iter()) for name in self._named()[:1])]
            if found:
                return found[0]
        return None

    def _named(self) -> list[HtmlElement]:
        tests: list[Callable[[HtmlElement], bool]] = [_by_class(AUTHOR[0]), _is_author, _by_class(AUTHOR[1]), _is_cite]
        found = [one for test in tests for one in self._own if test(one) and words_of(one)]
        named = [one for one in found if len(words_of(one)) <= LONGEST_NAME * 2]
        return [next((two for two in one.iter() if _by_class(AUTHOR[0])(two) and words_of(two)), one) for one in named]


def _own(element: HtmlElement, answers: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the elements of a comment without those of the answers to it."""
    yield element
    for child in element:
        if child not in answers:
            yield from _own(child, answers)


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
