"""Comments are cut out of a page before anything else is read, so that no reader's words end up in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment
from rashomon.drafting.ingest.page import ReadyComment
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, one_line
from rashomon.drafting.segment.comment_marks import HEAD, is_called, is_one, is_ping, is_section
from rashomon.drafting.segment.comment_parts import CommentElement, absolute
from rashomon.drafting.segment.elements import classes, has_words, is_short, pieces
from rashomon.drafting.segment.repeated_lines import set_apart
from rashomon.drafting.segment.unmarked_comments import headed, join_terms, unmarked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS = 20_000
FEWEST = 3
"""Words before an inner comment that make it an answer, and of a comment that nobody signed."""
ANSWERS = frozenset(("indented", "children", "replies", "comment-replies", "comment__replies", "answers"))
LONG = 800
"""Signs of an article that is no comment."""


@dataclass
class CutOut:
    """The comments of a page, their words in pieces, and what else stood among them."""

    comments: list[Comment] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def cut_out(tree: HtmlElement, base: str) -> CutOut:
    """Take the comments out of a tree, with their sections; what is left of those is boilerplate."""
    made = CutOut()
    join_terms(tree)
    ones = _outermost_first([one for one in tree.iter() if is_one(one) and not is_ping(one) and has_words(one)])
    sections = _sections(tree)
    if not ones and not sections:
        sections = list(headed(tree))
    if not ones:
        ones = list(dict.fromkeys(item for section in sections for item in unmarked(section)))
    _read(made, ones, base)
    # Read first, as numbers and parents need the tree whole; then everything goes.
    whole, taken = set(sections), set(ones)
    for section in sections:
        if not any(up in whole for up in section.iterancestors()):
            made.rest += pieces(section, base, BlockKind.BOILERPLATE, apart=taken)
    _drop([*sections, *ones])
    _drop([ping for ping in tree.iter() if is_ping(ping)])
    return made


def _drop(elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def add_ready(made: CutOut, ready: tuple[ReadyComment, ...]) -> None:
    """Add comments that came apart from the page."""
    for number, one in enumerate(ready[:MOST_COMMENTS], start=1):
        parent = one.parent if one.parent and one.parent < number else None
        made.comments.append(
            Comment(
                number=number, author=one.author[:300], date=one.date[:100], link=web_address(one.link), parent=parent
            )
        )
        paragraphs = [Piece(BlockKind.COMMENT, part, number) for part in re.split(r"\n\s*\n", one.text)]
        made.pieces += [replace(part, text=one_line(part.text)) for part in set_apart(paragraphs)]


def _outermost_first(ones: list[HtmlElement]) -> list[HtmlElement]:
    """Return comments without elements that stand for the same one: `li#comment-1 > article.comment`."""
    kept: list[HtmlElement] = []
    known = set(ones)
    for one in ones:
        above = next((up for up in one.iterancestors() if up in known), None)
        if above is None or not _is_same(above, one):
            kept.append(one)
        else:
            known.discard(one)
    return kept


def _is_same(above: HtmlElement, one: HtmlElement) -> bool:
    """Return whether an inner element is the outer comment itself and not an answer to it.

    It is if no other words of a comment come before it: an answer follows the words that it answers.
    """
    between = takewhile(lambda up: up is not above, one.iterancestors())
    if any(up.tag in ("ol", "ul") or "children" in (up.get("class") or "") for up in between):
        return False
    before = takewhile(lambda element: element is not one, above.iter())
    words = (word for element in _outside_heads(before) for word in (element.text or "").split())
    return len(list(islice(words, FEWEST))) < FEWEST


def _outside_heads(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield elements without those that say who wrote a comment and when."""
    heads: set[HtmlElement] = set()
    for element in elements:
        if element.getparent() in heads or element.tag in ("header", "footer") or is_called(element, HEAD):
            heads.add(element)
        else:
            yield element


def _read(made: CutOut, ones: list[HtmlElement], base: str) -> None:
    known = set(ones)
    number_of: dict[HtmlElement, int] = {}
    for element in ones[:MOST_COMMENTS]:
        comment = CommentElement(element, known)
        number = len(made.comments) + 1
        text = list(comment.text(base, number))
        if not text or (not comment.author and not comment.date and _is_label(element, text)):
            made.rest += [replace(piece, kind=BlockKind.BOILERPLATE, comment=None) for piece in text]
            continue
        number_of[element] = number
        made.comments.append(
            Comment(
                number=number,
                author=comment.author,
                date=comment.date,
                parent=_parent(element, number_of),
                link=absolute(comment.link, base, element),
            )
        )
        made.pieces += [*comment.repeated(base), *set_apart(text)]


def _is_label(element: HtmlElement, text: list[Piece]) -> bool:
    """Return whether what is called a comment says so little, by nobody, that it is a button or a count."""
    return is_one(element) and sum(len(piece.text.split()) for piece in text) < FEWEST


def _parent(element: HtmlElement, number_of: dict[HtmlElement, int]) -> int | None:
    """Return the number of the comment in which another stands, or below which its box of answers stands."""
    for up in element.iterancestors():
        if up in number_of:
            return number_of[up]
        if ANSWERS & classes(up):
            before = next((one for one in _just_before(up) if one in number_of), None)
            if before is not None:
                return number_of[before]
    return None


def _just_before(element: HtmlElement) -> Iterator[HtmlElement]:
    return islice(element.itersiblings(preceding=True), 3)


def _sections(tree: HtmlElement) -> list[HtmlElement]:
    """Return the sections of comments, without what is called so and holds the article too, as `body.comments`."""
    holding: set[HtmlElement] = set()
    for element in tree.iter("h1", "main", "article"):
        holding.update(_holders(element))
    return [one for one in tree.iter() if isinstance(one.tag, str) and one not in holding and is_section(one)]


def _holders(element: HtmlElement) -> list[HtmlElement]:
    """Return what holds an element that shows that the article is in there; nothing, if it shows nothing."""
    above = list(element.iterancestors())
    if element.tag == "h1":
        return above
    if is_one(element) or is_short(element, LONG):
        return []
    ones = [up for up in above if is_one(up)]
    return above if not ones else ones if len(ones) == 1 else []
