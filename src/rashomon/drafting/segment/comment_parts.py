"""One comment of a web page: who wrote it, when, where it is found, and its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind
from rashomon.drafting.segment.building import Piece, lines_of, part_of
from rashomon.drafting.segment.comment_heads import Head, date_in, head_of_lines, is_said, name_in, writer_in
from rashomon.drafting.segment.comment_marks import ASIDE, CITED, DATE, NAME, TEXT, is_called
from rashomon.drafting.segment.elements import HEADINGS, address, has_words, is_short, pieces, prop, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BUTTONS = re.compile(
    r"(?:(?:reply|report|flag|share|like|quote|edit|delete|link|permalink|parent|up ?vote|down ?vote|log in to reply)"
    r"[\s·|•,()0-9]*)+",
    re.IGNORECASE,
)
LONGEST_NAME = 100
AROUND = ("time", "footer", "header")
LONGEST_DATE = 100
PERMALINK = re.compile(r"#(?:comment|c|li-comment)[-_]?\d+$")


class CommentElement:
    """An element that is one comment; comments nested in it, all of which are in `known`, are not its words."""

    def __init__(self, element: HtmlElement, known: Set[HtmlElement]) -> None:
        self._element = element
        self._answers: set[HtmlElement] = set()
        self._own = list(_own(element, known, self._answers))

    @cached_property
    def author(self) -> str:
        """Return the name, as written."""
        for element in self._named:
            name = name_in(words_of(element))
            if name and len(name) <= LONGEST_NAME:
                return name
        stated = self._element.get("data-author") or self._element.get("data-comment-author") or ""
        if stated.strip() or self._head.author:
            return stated.strip()[:LONGEST_NAME] or self._head.author
        return next((name for one in self._dated if (name := writer_in(words_of(one)))), "")

    @cached_property
    def date(self) -> str:
        """Return the date, as written, else as the markup states it."""
        for element in self._own:
            if element.tag == "time" or {"commenttime", "datepublished", "datecreated"} & prop(element):
                return (words_of(element) or element.get("datetime") or element.get("content") or "")[:LONGEST_DATE]
        dated = (date_in(words_of(one), self._name_words) for one in self._dated)
        return next((date for date in dated if date), "")[:LONGEST_DATE] or self._head.date

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
        found = self._pieces(base, number)
        if self._body is None and self._head.lines:
            head, *rest = found
            lines = lines_of(head)
            below = lines[self._head.lines :]
            if below:
                yield part_of(head, len(head.text) - sum(len(one.text) + 1 for one in below) + 1, len(head.text))
            found = rest[max(0, self._head.lines - len(lines)) :]
        yield from found

    def repeated(self, base: str) -> Iterator[Piece]:
        """Yield the words in it that another wrote."""
        for element in self.citations:
            yield from pieces(element, base, BlockKind.BOILERPLATE)

    @cached_property
    def citations(self) -> list[HtmlElement]:
        """The outermost block quotations, unless nothing else was said: some themes put all words into one."""
        marked = {one for one in self._own if one.tag == "blockquote" or is_called(one, CITED)}
        outer = [one for one in self._own if one in marked and not any(up in marked for up in one.iterancestors())]
        left = pieces(self._words, "", BlockKind.COMMENT, 1, self._apart | marked) if marked else ()
        lines = [line for piece in left if not _is_button(piece) for line in piece.text.split("\n")]
        return outer if len(lines) > head_of_lines([*lines, ""]).lines else []

    def _pieces(self, base: str, number: int) -> list[Piece]:
        found = pieces(self._words, base, BlockKind.COMMENT, number, self._apart | set(self.citations))
        return [piece for piece in found if not _is_button(piece)]

    @property
    def _words(self) -> HtmlElement:
        return self._element if self._body is None else self._body

    @cached_property
    def _apart(self) -> set[HtmlElement]:
        """The elements that are none of the words."""
        apart = self._answers | {one for one in self._own if _is_aside(one)}
        if self._body is None:
            apart |= set(self._named[:1]) | set(self._dated) | {one for one in self._own if one.tag in AROUND}
        return apart

    @cached_property
    def _head(self) -> Head:
        """What lines above the words say of the writer and the day, where no mark does."""
        if self._body is not None:
            return head_of_lines([])
        return head_of_lines([line for piece in self._pieces("", 1) for line in piece.text.split("\n")])

    @cached_property
    def _body(self) -> HtmlElement | None:
        # WordPress calls the whole comment `comment-body`: not the words alone, if the name stands in it too.
        name = self._named[0] if self._named else None
        around = set() if name is None else {name, *name.iterancestors()}
        for wanted in (_called(TEXT[0]), _called(TEXT[1]), _is_text):
            found = next((one for one in self._own if one not in around and wanted(one)), None)
            if found is not None:
                return found
        return None

    @cached_property
    def _named(self) -> list[HtmlElement]:
        tests = (_called(NAME[0]), _is_author, _called(NAME[1]), _is_cite, _is_heading)
        found = [one for test in tests for one in self._own if test(one) and has_words(one)]
        return [_name_element(one) for one in found if is_short(one, LONGEST_NAME * 2)]

    @property
    def _name_words(self) -> str:
        return words_of(self._named[0]) if self._named else ""

    @cached_property
    def _dated(self) -> list[HtmlElement]:
        """The elements that are called dates, and short; those called so less clearly last."""
        found = [one for pattern in DATE for one in self._own if is_called(one, pattern)]
        return [one for one in found if is_short(one, LONGEST_DATE * 2) and _digits(one)]


def _name_element(element: HtmlElement) -> HtmlElement:
    """Return the element in another that holds nothing but the name, if there is one."""
    inner = [one for one in element.iter("b", "strong", "a", "cite", "span") if one is not element and has_words(one)]
    exact = next((one for one in element.iter() if is_called(one, NAME[0]) and has_words(one)), None)
    if exact is not None:
        return exact
    holds_more = inner and _digits(element) and not _digits(inner[0])
    return inner[0] if holds_more else element


def _digits(element: HtmlElement) -> bool:
    return any(sign.isdigit() for sign in words_of(element))


def _own(element: HtmlElement, known: Set[HtmlElement], answers: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the elements in a comment without those of the answers to it and forms for one, which are gathered."""
    for child in element:
        if child in known or child.tag == "form":
            answers.add(child)
        else:
            yield child
            yield from _own(child, known, answers)


def _is_aside(element: HtmlElement) -> bool:
    """Return whether an element is a button or the like; a heading that links to the comment is its subject."""
    return is_called(element, ASIDE) and element.getparent().tag not in HEADINGS


def _is_button(piece: Piece) -> bool:
    return bool(piece.leading[0] and BUTTONS.fullmatch(piece.text)) or is_said(piece.text)


def _is_heading(element: HtmlElement) -> bool:
    return element.tag in HEADINGS and element.getparent().tag == "header"


@cache
def _called(pattern: str) -> Callable[[HtmlElement], bool]:
    return lambda element: is_called(element, pattern)


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
