"""Comments are cut out of a page before anything else is read, so that no reader's words end up in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment
from rashomon.drafting.ingest.page import ReadyComment
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, one_line
from rashomon.drafting.segment.comment_marks import is_one, is_ping, is_section
from rashomon.drafting.segment.comment_parts import CommentElement, absolute
from rashomon.drafting.segment.elements import HEADINGS, pieces, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS = 20_000
HEADED = re.compile(
    r"^(?:\d[\d,.]* )?(?:(?:reader|user|your) )?(?:comments?|responses?|replies|reactions"
    r"|thoughts on|discussion)\b.{0,80}$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^#?\s*(\d{1,5})[.)]?$")


@dataclass
class CutOut:
    """The comments of a page, their words in pieces, and what else stood among them."""

    comments: list[Comment] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def cut_out(tree: HtmlElement, base: str) -> CutOut:
    """Take the comments out of a tree, with their sections; what is left of those is boilerplate."""
    made = CutOut()
    ones = _outermost_first([one for one in tree.iter() if is_one(one) and not is_ping(one) and words_of(one)])
    sections = [one for one in tree.iter() if isinstance(one.tag, str) and is_section(one) and not _holds_article(one)]
    if not ones:
        ones = [item for section in sections or _headed(tree) for item in _listed(section)]
    _read(made, ones, base)
    # Read first, as numbers and parents need the tree whole; then everything goes.
    lone = [one for one in ones if not any(section in set(one.iterancestors()) for section in sections)]
    taken = set(ones)
    for section in sections or (_headed(tree) if ones else []):
        if not any(above in sections for above in section.iterancestors()):
            made.rest += pieces(section, base, BlockKind.BOILERPLATE, apart=taken)
    for element in [*sections, *lone, *_headed(tree)] if ones else sections:
        if element.getparent() is not None:
            element.drop_tree()
    for ping in [one for one in tree.iter() if is_ping(one)]:
        if ping.getparent() is not None:
            ping.drop_tree()
    return made


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
        if above is None or not _is_same(above, one, known):
            kept.append(one)
        else:
            known.discard(one)
    return kept


def _is_same(above: HtmlElement, one: HtmlElement, known: set[HtmlElement]) -> bool:
    """Return whether an inner element is the outer comment itself and not an answer to it.

    It is if no other words of a comment come before it: an answer follows the words that it answers.
    """
    if any(
        up is not above and (up.tag in ("ol", "ul") or "children" in (up.get("class") or ""))
        for up in _between(one, above)
    ):
        return False
    before = "".join(text for text in _texts_before(above, one))
    return len(before.split()) < 3


def _between(one: HtmlElement, above: HtmlElement) -> Iterator[HtmlElement]:
    for up in one.iterancestors():
        if up is above:
            return
        yield up


def _texts_before(above: HtmlElement, one: HtmlElement) -> Iterator[str]:
    for element in above.iter():
        if element is one:
            return
        yield element.text or ""


def _read(made: CutOut, ones: list[HtmlElement], base: str) -> None:
    known = set(ones)
    number_of: dict[HtmlElement, int] = {}
    for element in ones[:MOST_COMMENTS]:
        answers = {one for one in element.iterdescendants() if one in known}
        comment = CommentElement(element, answers)
        number = len(made.comments) + 1
        text = list(comment.text(base, number))
        if not text:
            continue
        number_of[element] = number
        above = next((up for up in element.iterancestors() if up in number_of), None)
        made.comments.append(
            Comment(
                number=number,
                author=comment.author,
                date=comment.date,
                parent=number_of[above] if above is not None else None,
                link=absolute(comment.link, base, element),
            )
        )
        made.pieces += text


def _holds_article(section: HtmlElement) -> bool:
    """Return whether what is called `comments` holds the page's main heading too, as `body.comments` of some themes."""
    return any(one.tag == "h1" for one in section.iter()) or any(
        one.tag in ("main", "article") and not is_one(one) and len(words_of(one)) > 800 and not _in_one(one, section)
        for one in section.iterdescendants()
    )


def _in_one(element: HtmlElement, section: HtmlElement) -> bool:
    return any(is_one(up) for up in element.iterancestors() if up is not section)


def _headed(tree: HtmlElement) -> list[HtmlElement]:
    """Return the lists below a heading “Comments”, on pages that mark them in no other way."""
    found = []
    for heading in tree.iter(*HEADINGS):
        if HEADED.match(words_of(heading)):
            following = heading.getnext()
            if following is not None and following.tag in ("ol", "ul", "dl"):
                found.append(following)
    return found


def _listed(section: HtmlElement) -> list[HtmlElement]:
    """Return the entries of a list of comments that are marked by nothing else."""
    lists = [section] if section.tag in ("ol", "ul", "dl") else list(section.iter("ol", "ul", "dl"))
    for one in lists:
        entries = [child for child in one if child.tag in ("li", "dd") and words_of(child)]
        if entries:
            return entries
    return []
