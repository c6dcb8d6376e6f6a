"""A post of a WordPress export cut into blocks. Its comments came apart from it, so nothing has to be guessed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.draft import Dropped, Origin
from rashomon.drafting.failures import BadPage
from rashomon.drafting.ingest.reading import LARGEST_PAGE, html_page
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, document_of
from rashomon.drafting.segment.comment_parts import CommentElement
from rashomon.drafting.segment.elements import pieces
from rashomon.drafting.segment.repeated_lines import set_apart
from rashomon.wordpress.wxr import Post, Remark, Writer

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STATES = {
    "0": "comments that wait for a moderator",
    "spam": "comments marked as spam",
    "trash": "comments in the trash",
    "post-trashed": "comments in the trash",
}
BLOCK_TAG = re.compile(r"\s*</?(?:p|div|h[1-6]|ul|ol|li|blockquote|pre|table|figure|section|hr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post, who wrote it, and the export that it stands in."""

    post: Post
    writer: Writer | None
    export: str

    @property
    def name(self) -> str:
        """The post in words: the export, the post's number and its title."""
        return f"{self.export}, post {self.post.id} “{' '.join(self.post.title.split())[:100]}”"

    @property
    def sha256(self) -> str:
        """Of what the export says of the post, its comments and its author."""
        return sha256(self._data()).hexdigest()

    @property
    def origin(self) -> Origin:
        """Where the draft comes from."""
        data = self._data()
        digest = sha256(data).hexdigest()
        return Origin(
            name=self.name[:1000], url=web_address(self.post.link), format="wordpress", sha256=digest, size=len(data)
        )

    def _data(self) -> bytes:
        values = [asdict(self.post), asdict(self.writer) if self.writer else None]
        return json.dumps(values, sort_keys=True, default=str).encode()


def left_out(post: Post) -> str:
    """Return why a post is not drafted, or "": it is no article, not published, or not meant for everyone."""
    if post.type not in ("post", "page"):
        return f"no article ({post.type[:50] or 'unknown'})"
    if post.status != "publish":
        return "not published"
    return "behind a password" if post.password else ""


def document_of_post(exported: ExportedPost) -> tuple[Document, tuple[Dropped, ...]]:
    """Return the document of a post with its approved comments, and what was left out. Raises BadPage."""
    reading = _Reading(exported.origin)
    post = exported.post
    made = list(reading.head(post, exported.writer))
    if len(post.content) > LARGEST_PAGE:
        raise BadPage(f"{exported.name} is larger than {LARGEST_PAGE // 1_000_000} MB. Not read.")
    made += reading.pieces(_paragraphs(post.content), BlockKind.PARAGRAPH)
    comments = []
    for number, (remark, parent) in enumerate(reading.approved(post), start=1):
        date = f"{remark.posted_at:%Y-%m-%d}" if remark.posted_at else ""
        link = f"{exported.origin.url}#comment-{remark.id}" if exported.origin.url and remark.id else ""
        comments.append(
            Comment(number=number, author=reading.line(remark.author), date=date, parent=parent, link=web_address(link))
        )
        made += reading.comment(_paragraphs(remark.text), number)
    dropped = tuple(Dropped(what=what, count=count) for what, count in sorted(reading.dropped.items()))
    return document_of(made, comments), dropped


class _Reading:
    """One post being read, and what is left out of it."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self.dropped: Counter[str] = Counter()

    def head(self, post: Post, writer: Writer | None) -> Iterator[Piece]:
        """Yield title, author, date and what is said about the author."""
        name = writer.name if writer else post.creator
        date = f"{post.posted_at:%Y-%m-%d}" if post.posted_at else ""
        bio = writer.bio if writer else ""
        for kind, text in (
            (BlockKind.TITLE, self.line(post.title)),
            (BlockKind.BYLINE, self.line(name)),
            (BlockKind.DATE, date),
            (BlockKind.BIO, self.line(bio, 5000)),
        ):
            if text:
                yield Piece(kind, text)

    def pieces(self, html: str, kind: BlockKind) -> list[Piece]:
        """Return the visible words of a piece of HTML."""
        body = self._body(html)
        return list(pieces(body, self._origin.url, kind)) if body is not None else []

    def comment(self, html: str, number: int) -> list[Piece]:
        """Return the visible words of a comment, those that it repeats of others apart."""
        body = self._body(html)
        if body is None:
            return []
        element = CommentElement(body, frozenset())
        own = pieces(body, self._origin.url, BlockKind.COMMENT, number, set(element.citations))
        return [*element.repeated(self._origin.url), *set_apart(list(own))]

    def _body(self, html: str) -> HtmlElement | None:
        if not html.strip():
            return None
        page = html_page(f"<div>{html}</div>", self._origin)
        for dropped in page.dropped:
            self.dropped[dropped.what] += dropped.count
        return page.tree.find("body") if page.tree is not None else None

    def line(self, html: str, longest: int = 300) -> str:
        """Return words in one line, without markup."""
        return " ".join(" ".join(piece.text for piece in self.pieces(html, BlockKind.BIO)).split())[:longest]

    def approved(self, post: Post) -> list[tuple[Remark, int | None]]:
        """Return the comments that readers of the blog saw, oldest first, each with the number that it answers."""
        shown = []
        for remark in post.remarks:
            if remark.type not in ("comment", ""):
                self.dropped[f"{remark.type[:50]}s of other blogs"] += 1
            elif remark.approved != "1":
                self.dropped[STATES.get(remark.approved, "comments that are not approved")] += 1
            elif remark.text.strip():
                shown.append(remark)
        shown.sort(key=lambda one: (one.posted_at is None, one.posted_at.isoformat() if one.posted_at else "", one.id))
        numbers = {remark.id: number for number, remark in enumerate(shown, start=1)}
        return [(one, numbers.get(one.parent) if one.parent != one.id else None) for one in shown]


def _paragraphs(html: str) -> str:
    """Do what WordPress does on showing: an empty line parts paragraphs, a line end is a break."""
    if re.search(r"<p\b|<!-- wp:", html):
        return html
    parts = [part.strip() for part in re.split(r"\n\s*\n", html.replace("\r\n", "\n")) if part.strip()]
    return "\n".join(part if BLOCK_TAG.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)
