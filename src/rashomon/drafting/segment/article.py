"""Which of the remaining blocks are the article: by where they stand, with trafilatura as a second vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.drafting.document import BODY, BlockKind
from rashomon.drafting.segment.building import Piece
from rashomon.drafting.segment.elements import BLOCKS, HEADINGS, classes, kind_of, pieces, prop, tokens, words_of
from rashomon.drafting.segment.plain_text import head_kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CONTAINERS = (
    (
        r"^(?:e-content|articlebody|article-body|article__body|entry-content|wp-block-post-content"
        r"|post-content|post-body|story-body|story-content|article-content|article-text"
        r"|article__content|content-body|single-content|post__content|body-copy|td-post-content)$"
    ),
    r"^(?:h-entry|hentry|post|article|story|blog-post|single-post|type-post)$",
)
JUNK = re.compile(
    r"(?:^|[-_ ])(?:nav|navigation|menu|breadcrumbs?|sidebar|widget|widgets|share|sharing"
    r"|sharedaddy|social|related|recommended|recommendations|popular|trending|newsletter"
    r"|subscribe|subscription|signup|promo|promotion|advert|adverts|advertisement|ads?|sponsor"
    r"|sponsored|cookie|cookies|consent|gdpr|banner|popup|modal|paywall|tags?|tag-list|tagcloud"
    r"|categories|pagination|pager|post-navigation|nav-links|skip-link|skip|masthead|site-header"
    r"|site-footer|footer|copyright|toolbar|caption|credit|jp-relatedposts|more-stories"
    r"|most-read|read-more|readmore|donate|support-us|print-only|login|search"
    r"|wp-block-comments-title)(?:$|[-_ ])"
)
JUNK_TAGS = frozenset(("nav", "footer", "aside", "form", "menu"))
TITLE = re.compile(
    r"^(?:entry-title|post-title|p-name|headline|article-title|article__title"
    r"|wp-block-post-title|story-title|page-title)$"
)
BYLINE = re.compile(
    r"^(?:byline|by-line|p-author|author|post-author|entry-author|article-author|article__author"
    r"|author-name|wp-block-post-author(?:__name|-name)?|story-byline|posted-by|author-link)$"
)
DATE = re.compile(
    r"^(?:dt-published|entry-date|post-date|posted-on|published|article-date|article__date"
    r"|wp-block-post-date|dateline|publish-date|date|timestamp|pubdate)$"
)
BIO = re.compile(
    r"^(?:author-bio|author-?box|author-description|author-info|about-author|about-the-author"
    r"|author-profile|bio|p-note|wp-block-post-author__bio|wp-block-post-author-biography"
    r"|post-author-bio|author__bio|contributor-bio)$"
)
LONGEST_HEAD = 200
MENU = 0.8
"""The share of linked words from which on a piece of several links is a menu."""


@dataclass(frozen=True)
class Head:
    """The elements of a page that are not running text, each with its kind."""

    kinds: dict[HtmlElement, BlockKind]

    def kind(self, element: HtmlElement) -> BlockKind | None:
        """Return the kind of an element that is title, byline, date or bio."""
        return self.kinds.get(element)


def article_pieces(tree: HtmlElement, base: str) -> list[Piece]:
    """Return the pieces of a page without comments: the article's, and boilerplate for what nobody takes for it."""
    body = next(iter(tree.iter("body")), tree)
    container = _container(body)
    head = _head(body, container)
    voted = _voted(tree)
    made: list[Piece] = []
    for element, is_within, is_junk in _leaves(body, container, head):
        kind = head.kind(element)
        for piece in pieces(element, base, kind or _starting(element), apart=()):
            if kind == BlockKind.BIO and element.tag not in HEADINGS and _is_heading(element, piece):
                made.append(replace(piece, kind=BlockKind.BOILERPLATE))
                continue
            made.append(piece if kind else _judged(piece, voted, is_within=is_within, is_junk=is_junk))
    return _with_byline(made)


def _is_heading(element: HtmlElement, piece: Piece) -> bool:
    """Return whether a piece of a bio is the heading above it, as “About Jane Roe”."""
    return any(words_of(one) == piece.text for one in element.iter(*HEADINGS))


def _with_byline(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with `By Jane Roe` below the title as the byline, on pages that mark none."""
    places = [place for place, piece in enumerate(pieces) if piece.kind == BlockKind.TITLE]
    if not places or any(piece.kind == BlockKind.BYLINE for piece in pieces):
        return pieces
    for place in range(places[0] + 1, min(places[0] + 4, len(pieces))):
        piece = pieces[place]
        if piece.kind == BlockKind.PARAGRAPH and head_kind(piece.text) == BlockKind.BYLINE:
            return [*pieces[:place], replace(piece, kind=BlockKind.BYLINE), *pieces[place + 1 :]]
    return pieces


def _starting(element: HtmlElement) -> BlockKind:
    if any(up.tag == "blockquote" for up in element.iterancestors()):
        return BlockKind.BLOCKQUOTE
    if any(up.tag == "li" for up in element.iterancestors()):
        return BlockKind.LIST_ITEM
    return kind_of(element, BlockKind.PARAGRAPH)


def _judged(piece: Piece, voted: frozenset[str], *, is_within: bool, is_junk: bool) -> Piece:
    """Return a piece as boilerplate unless our rules take it for the article, or do not mind and trafilatura does."""
    is_liked = _plain(piece.text) in voted
    is_article = not is_junk and (is_within or is_liked) and not _is_list_of_links(piece)
    if is_article or piece.kind not in BODY:
        return piece
    return Piece(BlockKind.BOILERPLATE, piece.text, None, piece.links)


def _is_list_of_links(piece: Piece) -> bool:
    """Return whether a piece is nothing but several links, as menus are."""
    links, signs = piece.leading
    return links > 1 and signs >= MENU * len(piece.text)


def _leaves(body: HtmlElement, container: HtmlElement, head: Head) -> Iterator[tuple[HtmlElement, bool, bool]]:
    """Yield the elements whose words belong together, each with whether it is in the article and whether it is junk."""

    def walk(element: HtmlElement, is_within: bool, is_junk: bool) -> Iterator[tuple[HtmlElement, bool, bool]]:
        is_within = is_within or element is container
        is_junk = is_junk or _is_junk(element, container)
        if head.kind(element):
            yield element, is_within, False
        elif any(child in head.kinds for child in element.iterdescendants()) or _is_mixed(element, container):
            yield from _mixed(element, is_within, is_junk)
        else:
            yield element, is_within, is_junk

    def _mixed(element: HtmlElement, is_within: bool, is_junk: bool) -> Iterator[tuple[HtmlElement, bool, bool]]:
        if (element.text or "").strip():
            yield _alone(element, element.text or ""), is_within, is_junk
        for child in element:
            yield from walk(child, is_within, is_junk)
            if (child.tail or "").strip():
                yield _alone(element, child.tail or ""), is_within, is_junk

    yield from walk(body, False, False)


def _alone(element: HtmlElement, text: str) -> HtmlElement:
    made = element.makeelement("p")
    made.text = text
    return made


def _is_mixed(element: HtmlElement, container: HtmlElement) -> bool:
    """Return whether parts of an element may have to be judged apart: the article's container or junk is in it."""
    return any(
        child is container or child.tag in JUNK_TAGS or _is_junk(child, container)
        for child in element.iterdescendants()
    )


def _is_junk(element: HtmlElement, container: HtmlElement) -> bool:
    if element.tag not in BLOCKS or element.tag in ("html", "body", "main", "article") or element is container:
        return False
    if element.tag in JUNK_TAGS and not _is_of_article(element):
        return True
    return any(JUNK.search(token) for token in tokens(element)) and container not in element.iter()


def _is_of_article(element: HtmlElement) -> bool:
    """Return whether an aside or footer is a pulled quotation or the like; those of the article's own are kept out."""
    return "pullquote" in classes(element)


def _container(body: HtmlElement) -> HtmlElement:
    """Return the element that holds the article's text: the most telling name first, the most words among those."""
    for test in (_is_body, *(_named(pattern) for pattern in CONTAINERS), _by_tag("article"), _by_tag("main"), _is_main):
        found = [one for one in body.iter() if test(one) and len(words_of(one)) > 80]
        if found:
            return max(found, key=lambda one: (len(words_of(one)), -sum(1 for _ in one.iterancestors())))
    return body


def _is_body(element: HtmlElement) -> bool:
    return "articlebody" in prop(element)


def _is_main(element: HtmlElement) -> bool:
    return element.get("role") == "main" or element.get("id") in ("content", "main", "main-content")


def _by_tag(tag: str) -> Callable[[HtmlElement], bool]:
    return lambda element: bool(element.tag == tag)


def _named(pattern: str) -> Callable[[HtmlElement], bool]:
    compiled = re.compile(pattern)
    return lambda element: element.tag != "body" and any(compiled.match(token) for token in tokens(element))


def _head(body: HtmlElement, container: HtmlElement) -> Head:
    """Find title, byline, date and bio; the first title, and nothing within the running text."""
    kinds: dict[HtmlElement, BlockKind] = {}
    title = _title(body)
    if title is not None:
        kinds[title] = BlockKind.TITLE
    within = set(container.iterdescendants()) if _is_body(container) or _is_text(container) else set()
    for element in body.iter():
        kind = _head_kind(element) if isinstance(element.tag, str) else None
        is_free = element not in within and not any(up in kinds for up in element.iterancestors())
        if kind and is_free and (kind == BlockKind.BIO or len(words_of(element)) <= LONGEST_HEAD):
            kinds[element] = kind
    for element in within:
        if any(BIO.match(token) for token in classes(element)) and not any(
            up in kinds for up in element.iterancestors()
        ):
            kinds[element] = BlockKind.BIO
    return Head({element: kind for element, kind in kinds.items() if words_of(element)})


def _is_text(container: HtmlElement) -> bool:
    return any(re.match(CONTAINERS[0], token) for token in tokens(container))


def _title(body: HtmlElement) -> HtmlElement | None:
    named = [one for one in body.iter() if "headline" in prop(one) or any(TITLE.match(token) for token in classes(one))]
    first = [one for one in body.iter("h1") if words_of(one)]
    for found in (named if len(named) == 1 else [], first if len(first) == 1 else [], named, first):
        if found:
            return found[0]
    return None


def _head_kind(element: HtmlElement) -> BlockKind | None:
    named = classes(element)
    if any(BIO.match(token) for token in named):
        return BlockKind.BIO
    if element.tag in HEADINGS:
        return None
    if any(BYLINE.match(token) for token in named) or element.get("rel") == "author" or "author" in prop(element):
        return BlockKind.BYLINE
    is_date = any(DATE.match(token) for token in named) or "datepublished" in prop(element) or element.tag == "time"
    return BlockKind.DATE if is_date else None


def _voted(tree: HtmlElement) -> frozenset[str]:
    """Return what trafilatura takes for the article, by plain words; nothing where it fails or is missing."""
    try:
        import trafilatura
        from lxml.html import tostring

        text = trafilatura.extract(
            tostring(tree, encoding="unicode"), include_comments=False, include_tables=False, favor_precision=True
        )
    except Exception:  # it only votes, and whatever it stumbles over is no reason to stop
        return frozenset()
    return frozenset(_plain(line) for line in (text or "").splitlines() if len(line) > 3)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
