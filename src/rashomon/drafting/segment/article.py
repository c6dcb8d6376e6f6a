"""Which of the remaining blocks are the article: by where they stand, with trafilatura as a second vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from rashomon.drafting.document import BODY, BlockKind
from rashomon.drafting.segment.article_head import head_of
from rashomon.drafting.segment.article_marks import CONTAINERS, HAVING, JUNK, JUNK_TAGS, LEAD, SMALL_PRINT
from rashomon.drafting.segment.building import Piece
from rashomon.drafting.segment.elements import (
    BLOCKS,
    HEADINGS,
    classes,
    is_credit,
    is_short,
    kind_of,
    pieces,
    prop,
    tokens,
    words_of,
)
from rashomon.drafting.segment.plain_text import head_kind
from rashomon.drafting.segment.voting import plain, voted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MENU = 0.8
"""The share of linked words from which on a piece of several links is a menu."""
SEPARATORS = re.compile(r" ?[|·•»›/] ?")
PAGE_BUILDER = "elementor-widget"
"""Every paragraph is a widget to Elementor, which sets the pages of many a WordPress site."""
FEWEST = 80
SENTENCE = 40
"""Signs of a text that is no label."""
LEAST = 0.1
"""The share of a page's prose that its article has."""
LONGEST_LEAD = 800
"""Signs of an article's container."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An element whose words belong together, where it stands, and what that says of it."""

    element: HtmlElement
    place: HtmlElement
    is_within: bool
    is_junk: bool


def article_pieces(tree: HtmlElement, base: str) -> list[Piece]:
    """Return the pieces of a page without comments: the article's, and boilerplate for what nobody takes for it."""
    body = next(iter(tree.iter("body")), tree)
    parts = _parts(body)
    liked = voted(tree)
    made: list[Piece] = []
    for leaf in parts.leaves(body):
        kind = parts.head.get(leaf.element)
        for piece in pieces(leaf.element, base, kind or _starting(leaf.place)):
            if kind == BlockKind.BIO and leaf.element.tag not in HEADINGS and _is_heading(leaf.element, piece):
                made.append(replace(piece, kind=BlockKind.BOILERPLATE))
                continue
            made.append(piece if kind else _judged(piece, leaf, is_liked=plain(piece.text) in liked))
    return _with_head(made)


def _is_heading(element: HtmlElement, piece: Piece) -> bool:
    """Return whether a piece of a bio is the heading above it, as “About Jane Roe”."""
    return any(words_of(one) == piece.text for one in element.iter(*HEADINGS))


def _with_head(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with `By Jane Roe` and `3 May 2031` below the title as byline and date, if none are marked."""
    places = [place for place, piece in enumerate(pieces) if piece.kind == BlockKind.TITLE]
    made = list(pieces)
    for place in range(places[0] + 1, min(places[0] + 4, len(pieces))) if places else ():
        kind = head_kind(made[place].text) if made[place].kind == BlockKind.PARAGRAPH else BlockKind.PARAGRAPH
        is_later = made[place].text.lower().startswith("updated")
        if kind != BlockKind.PARAGRAPH and not is_later and not any(piece.kind == kind for piece in made):
            made[place] = replace(made[place], kind=kind)
    return made


def _starting(element: HtmlElement) -> BlockKind:
    if any(up.tag == "blockquote" for up in element.iterancestors()):
        return BlockKind.BLOCKQUOTE
    if any(up.tag == "li" for up in element.iterancestors()):
        return BlockKind.LIST_ITEM
    return kind_of(element, BlockKind.PARAGRAPH)


def _judged(piece: Piece, leaf: _Leaf, *, is_liked: bool) -> Piece:
    """Return a piece as boilerplate unless our rules take it for the article, or do not mind and trafilatura does."""
    is_text = not _is_list_of_links(piece) and not SMALL_PRINT.match(piece.text)
    is_article = not leaf.is_junk and (leaf.is_within or is_liked) and is_text
    if is_article or piece.kind not in BODY:
        return piece
    return replace(piece, kind=BlockKind.BOILERPLATE)


def _is_list_of_links(piece: Piece) -> bool:
    """Return whether a piece is nothing but several links, as menus are."""
    links, signs = piece.leading
    return links > 1 and signs >= MENU * len(SEPARATORS.sub(" ", piece.text))


@dataclass(frozen=True)
class _Parts:
    """The parts of a page that are judged apart: the article's container, what is junk, and the head's elements."""

    container: HtmlElement
    head: Mapping[HtmlElement, BlockKind]
    lead: Set[HtmlElement]
    junk: Set[HtmlElement]
    mixed: Set[HtmlElement]
    """Elements that hold one of those."""

    def leaves(self, body: HtmlElement) -> Iterator[_Leaf]:
        """Yield the elements whose words belong together."""
        yield from self._walk(body, False, False)

    def _walk(self, element: HtmlElement, is_within: bool, is_junk: bool) -> Iterator[_Leaf]:
        is_within = is_within or element is self.container or element in self.lead
        is_junk = is_junk or element in self.junk
        if element in self.head:
            yield _Leaf(element, element, is_within, False)
        elif element not in self.mixed:
            yield _Leaf(element, element, is_within, is_junk)
        else:
            yield from self._runs(element, is_within, is_junk)

    def _runs(self, element: HtmlElement, is_within: bool, is_junk: bool) -> Iterator[_Leaf]:
        """Walk a mixed element; its own words, with what stands within their lines, belong together."""
        run = element.makeelement("p")
        run.text = element.text
        for child in element:
            if self._is_inline(child):
                run.append(deepcopy(child))
                continue
            yield _Leaf(run, element, is_within, is_junk)
            yield from self._walk(child, is_within, is_junk)
            run = element.makeelement("p")
            run.text = child.tail
        yield _Leaf(run, element, is_within, is_junk)

    def _is_inline(self, child: HtmlElement) -> bool:
        return child.tag not in BLOCKS and child not in self.head and child not in self.mixed


def _parts(body: HtmlElement) -> _Parts:
    container = container_of(body)
    head = head_of(body, container)
    around = {container, *container.iterancestors(), *_wrappers(body), *_most_of(container)}
    junk = {one for one in body.iter() if _is_junk(one, around)}
    lead = set(_leads(body, container)) - head.keys()
    mixed: set[HtmlElement] = set()
    for one in body.iter():
        if one is container or one in lead or one in junk or one in head or one.tag in JUNK_TAGS:
            for up in one.iterancestors():
                if up in mixed:
                    break
                mixed.add(up)
    return _Parts(container, head, lead, junk, mixed)


def _leads(body: HtmlElement, container: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the paragraphs between the title and the article's container that are called its summary."""
    after_title = False
    for element in takewhile(lambda one: one is not container, body.iter()):
        after_title = after_title or element.tag == "h1"
        if after_title and any(LEAD.fullmatch(token) for token in classes(element)) and is_short(element, LONGEST_LEAD):
            yield element


def _wrappers(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield forms that hold most of the page, as some systems wrap every page in one."""
    forms = list(body.iter("form"))
    length = _lengths(body) if forms else {}
    yield from (form for form in forms if 2 * length[form] > length[body])


def _most_of(container: HtmlElement) -> Iterator[HtmlElement]:
    """Yield elements in which most of the article stands, whatever they are called: `div.with-sidebar`."""
    length = _lengths(container)
    return (one for one, signs in length.items() if 2 * signs > length[container] and one.tag not in JUNK_TAGS)


def _is_junk(element: HtmlElement, around: Set[HtmlElement]) -> bool:
    """Return whether an element is none of the article; `around` are the article's container and what holds it."""
    if element.tag not in BLOCKS or element.tag in ("html", "body", "main", "article") or element in around:
        return False
    if is_credit(element):
        return False
    if element.tag in JUNK_TAGS and "pullquote" not in classes(element):
        return True
    names = classes(element) if element.tag in HEADINGS else tokens(element)
    return any(JUNK.search(HAVING.sub("", token.replace(PAGE_BUILDER, ""))) for token in names)


def container_of(body: HtmlElement) -> HtmlElement:
    """Return the element that holds the article's text: the most telling name first, the most words among those.

    One that holds hardly any of the page's prose is a teaser that is called the same.
    """
    length, prose = _lengths(body), _lengths(body, of=_prose)
    least = LEAST * prose[body]
    for test in (_is_body, *(_named(pattern) for pattern in CONTAINERS), _by_tag("article"), _by_tag("main"), _is_main):
        found = [one for one in body.iter() if test(one) and length[one] > FEWEST and prose[one] >= least]
        if found:
            return max(found, key=lambda one: length[one])  # of several that hold the same words the outermost
    return body


def _lengths(body: HtmlElement, of: Callable[[str | None], int] | None = None) -> dict[HtmlElement, int]:
    """Return how many signs the words of each element have, counted once for all; `of` counts those of a text."""
    of = of or _signs
    length = {one: of(one.text) for one in body.iter()}
    for one in reversed(list(length)):
        up = one.getparent()
        if up in length and one is not body:
            length[up] += length[one] + of(one.tail)
    return length


def _signs(text: str | None) -> int:
    return sum(len(word) + 1 for word in (text or "").split())


def _prose(text: str | None) -> int:
    """Return the signs of a text that is a sentence rather than a label."""
    signs = _signs(text)
    return signs if signs >= SENTENCE else 0


def _is_body(element: HtmlElement) -> bool:
    return "articlebody" in prop(element)


def _is_main(element: HtmlElement) -> bool:
    return element.get("role") == "main" or element.get("id") in ("content", "main", "main-content")


def _by_tag(tag: str) -> Callable[[HtmlElement], bool]:
    return lambda element: bool(element.tag == tag)


def _named(pattern: str) -> Callable[[HtmlElement], bool]:
    compiled = re.compile(pattern)
    return lambda element: element.tag != "body" and any(compiled.match(token) for token in tokens(element))
