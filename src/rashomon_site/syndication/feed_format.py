"""Atom as this site writes it: Django's writer, with every author of an entry and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from rashomon_site.cases.models import Author
from rashomon_site.syndication.addresses import absolute, address_of

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
START = datetime(2026, 1, 1, tzinfo=UTC)  # an empty feed needs a time too, and one that stays


def xml_text(text: str) -> str:
    """Drop the characters that XML has no place for."""
    return _NOT_XML.sub("", text)


class AtomFeed(Atom1Feed):
    """A feed with an id that stays, and entries with any number of authors."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed; of an empty feed, always the same day."""
        return max((item["updateddate"] for item in self.items), default=START)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry; Django's own writer knows one author only."""
        for name, address in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", xml_text(name))
            if address:
                handler.addQuickElement("uri", address)
            handler.endElement("author")
        super().add_item_elements(handler, item)


def make_feed(title: str, subtitle: str, *, page: str, feed: str, tag: str) -> AtomFeed:
    """Start a feed; `page` and `feed` are full addresses."""
    return AtomFeed(
        title=xml_text(title),
        link=page,
        description=xml_text(subtitle),
        language=settings.LANGUAGE_CODE,
        feed_url=feed,
        feed_guid=tag,
        author_name=settings.SITE_NAME,
        author_link=address_of("reading:home"),
    )


def add_entry(
    feed: AtomFeed,
    *,
    title: str,
    page: str,
    summary: str,
    tag: str,
    published: datetime,
    updated: datetime,
    authors: Iterable[Author],
    subject: str = "",
) -> None:
    """Add an entry; `summary` is HTML."""
    feed.add_item(
        title=xml_text(title),
        link=page,
        description=xml_text(summary),
        unique_id=tag,
        pubdate=published,
        updateddate=updated,
        categories=[xml_text(subject)] if subject else [],
        authors=[(author.name, absolute(author.get_absolute_url())) for author in authors],
    )
