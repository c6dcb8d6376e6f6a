"""Write the published cases and their comments as a WordPress export, which WordPress and this site can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils import timezone

from rashomon.wordpress.wxr import CASE_KEY, NAMESPACES, VERSION, write_date
from rashomon_site.cases.models import Author, PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.reading.prose import plain_markdown

APPROVED = {State.PUBLISHED: "1", State.WAITING: "0", State.SPAM: "spam", State.REMOVED: "trash"}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


def export_wordpress(path: Path) -> tuple[int, int]:
    """Write the file and return how many cases and comments it holds. Raises OSError."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        counts = _Writer(XMLGenerator(file, "utf-8", short_empty_elements=True)).write()
    beside.replace(path)
    return counts


class _Writer:
    """Writes elements; every text goes through the generator, which escapes it."""

    def __init__(self, out: XMLGenerator) -> None:
        self.out = out
        self.comments = 0

    def write(self) -> tuple[int, int]:
        """Write the whole file."""
        cases = 0
        self.out.startDocument()
        self.open("rss", {"version": "2.0", **{f"xmlns:{name}": address for name, address in NAMESPACES.items()}})
        self.open("channel")
        self.head()
        for case in _cases():
            self.case(case)
            cases += 1
        self.close("channel")
        self.close("rss")
        self.out.endDocument()
        return cases, self.comments

    def head(self) -> None:
        """Write what is said of the site and its authors."""
        self.fields({"title": settings.SITE_NAME, "link": settings.SITE_URL, "language": "en-GB"})
        self.fields({"pubDate": timezone.now().strftime("%a, %d %b %Y %H:%M:%S +0000"), "wp:wxr_version": VERSION})
        self.fields({"wp:base_site_url": settings.SITE_URL, "wp:base_blog_url": settings.SITE_URL})
        for author in Author.objects.filter(case_authors__is_byline=True).distinct().order_by("pk"):
            self.open("wp:author")
            self.fields({"wp:author_id": author.pk, "wp:author_login": author.slug, "wp:author_email": ""})
            self.fields({"wp:author_display_name": author.name, "wp:author_description": author.bio})
            self.close("wp:author")

    def case(self, case: PublishedCase) -> None:
        """Write a case as a post, with its file beside it, so that an import here brings the case back whole."""
        revision = case.published_revision
        assert revision is not None  # `_cases` asks for published ones
        first = case.case_authors.filter(is_byline=True).select_related("author").first()
        body = (revision.document or {}).get("body", "")
        self.open("item")
        self.fields({"title": case.title, "link": settings.SITE_URL + case.get_absolute_url()})
        self.fields({"dc:creator": first.author.slug if first else "", "description": ""})
        self.fields({"content:encoded": plain_markdown(body), "excerpt:encoded": plain_markdown(case.summary)})
        date = write_date(case.first_published_at)
        self.fields({"wp:post_id": case.pk, "wp:post_date": date, "wp:post_date_gmt": date, "wp:post_name": case.slug})
        self.fields({"wp:comment_status": "open", "wp:status": "publish", "wp:post_type": "post"})
        self.open("wp:postmeta")
        self.fields({"wp:meta_key": CASE_KEY, "wp:meta_value": revision.text})
        self.close("wp:postmeta")
        for comment in case.comments.order_by("pk").iterator():
            self.comment(comment)
        self.close("item")

    def comment(self, comment: Comment) -> None:
        """Write a comment, whatever its state."""
        date = write_date(comment.posted_at)
        self.open("wp:comment")
        self.fields({"wp:comment_id": comment.pk, "wp:comment_author": comment.name})
        self.fields({"wp:comment_author_email": comment.email, "wp:comment_author_url": comment.url})
        self.fields({"wp:comment_author_IP": comment.address or "", "wp:comment_date": date})
        self.fields({"wp:comment_date_gmt": date, "wp:comment_content": plain_markdown(comment.text)})
        self.fields({"wp:comment_approved": APPROVED[State(comment.state)], "wp:comment_type": "comment"})
        self.fields({"wp:comment_parent": comment.in_reply_to_id or 0})
        self.close("wp:comment")
        self.comments += 1

    def open(self, name: str, attributes: dict[str, str] | None = None) -> None:
        """Begin an element."""
        self.out.startElement(name, AttributesImpl(attributes or {}))

    def close(self, name: str) -> None:
        """End it, and the line."""
        self.out.endElement(name)
        self.out.characters("\n")

    def fields(self, values: dict[str, object]) -> None:
        """Write elements that hold a text each."""
        for name, value in values.items():
            self.open(name)
            self.out.characters(FORBIDDEN.sub("", str(value)))
            self.close(name)


def _cases() -> Iterator[PublishedCase]:
    return PublishedCase.objects.visible().select_related("published_revision").order_by("pk").iterator()
