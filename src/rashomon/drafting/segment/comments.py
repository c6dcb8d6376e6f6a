"""Comments are cut out of a page before anything else is read, so that no reader's words end up in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment
from rashomon.drafting.ingest.page import ReadyComment
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, one_line
from rashomon.drafting.segment.comment_marks import is_one, is_ping, is_section
from rashomon.drafting.segment.comment_parts import CommentElement, absolute
from rashomon.drafting.segment.elements import HEADINGS, classes, has_words, is_short, pieces, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS = 20_000
HEADED = re.compile(
    r"^(?:(?:\d[\d,.]* )?(?:(?:reader|readers’|readers'|user|your|latest) )?(?:comments?|responses?|replies)"
    r"|\d[\d,.]* (?:reactions?|thoughts?|opinions?))"
    r"(?: so far| ?\(\d+\)| (?:on|to|from|by) .{1,150})?:?$",
    re.IGNORECASE,
)
FEWEST = 3
"""Words before an inner comment that make it an answer."""
ANSWERS = frozenset(("indented", "children", "replies", "comment-replies", "comment__replies", "answers"))
LONG = 800
"""Signs of an article that is no comment."""
LONGEST_HEADING = 200


@dataclass
class CutOut:
    """The comments of a page, their words in pieces, and what else stood among them."""

    comments: list[Comment] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def cut_out(tree: HtmlElement, base: str) -> CutOut:
    """Take the comments out of a tree, with their sections; what is left of those is boilerplate."""
    made = CutOut()
    ones = _outermost_first([one for one in tree.iter() if is_one(one) and not is_ping(one) and has_words(one)])
    sections = _sections(tree)
    if not ones and not sections:
        sections = list(_headed(tree))
    if not ones:
        ones = [item for section in sections for item in _listed(section)]
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
        paragraphs = [one_line(part) for part in re.split(r"\n\s*\n", one.text)]
        made.pieces += [Piece(BlockKind.COMMENT, part, number) for part in paragraphs if part]


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
    words = (word for element in before for word in (element.text or "").split())
    return len(list(islice(words, FEWEST))) < FEWEST


def _read(made: CutOut, ones: list[HtmlElement], base: str) -> None:
    known = set(ones)
    number_of: dict[HtmlElement, int] = {}
    for element in ones[:MOST_COMMENTS]:
        comment = CommentElement(element, known)
        number = len(made.comments) + 1
        text = list(comment.text(base, number))
        if not text:
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
        made.pieces += text


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


def _headed(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield headings “Comments” and the lists below them, on pages that mark comments in no other way."""
    for heading in tree.iter(*HEADINGS):
        following = heading.getnext()
        is_list = following is not None and following.tag in ("ol", "ul", "dl")
        if is_list and is_short(heading, LONGEST_HEADING) and HEADED.match(words_of(heading)):
            yield heading
            yield following


def _listed(section: HtmlElement) -> list[HtmlElement]:
    """Return the entries of a list of comments that are marked by nothing else."""
    lists = [section] if section.tag in ("ol", "ul", "dl") else list(section.iter("ol", "ul", "dl"))
    for one in lists:
        entries = [child for child in one if child.tag in ("li", "dd") and has_words(child)]
        if entries:
            return entries
    return []
