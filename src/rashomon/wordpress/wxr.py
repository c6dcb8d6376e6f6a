"""What a WordPress export holds, as far as Rashomon takes it over or writes it. Source: the WXR 1.2 of WordPress."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

VERSION = "1.2"
NAMESPACES = {
    "wp": f"http://wordpress.org/export/{VERSION}/",
    "excerpt": f"http://wordpress.org/export/{VERSION}/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
CASE_KEY = "_rashomon_case"
"""The post's meta value in which an export of a Rashomon site keeps the case file, so that an import brings it back."""
DATE = "%Y-%m-%d %H:%M:%S"
NO_DATE = "0000-00-00 00:00:00"


@dataclass(frozen=True, slots=True)
class Site:
    """The blog."""

    title: str = ""
    url: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Writer:
    """An author of posts."""

    login: str
    name: str
    email: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, a pingback or a trackback."""

    id: int
    author: str
    text: str  # as stored: HTML
    posted_at: datetime | None
    approved: str = "1"  # 1, 0, spam, trash, post-trashed
    type: str = "comment"
    parent: int = 0
    email: str = ""
    url: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post or a page, with its comments."""

    id: int
    title: str
    link: str = ""
    slug: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    posted_at: datetime | None = None
    status: str = "publish"
    type: str = "post"
    password: str = ""
    case: str = ""  # see CASE_KEY
    remarks: tuple[Remark, ...] = field(default=())


def read_date(text: str) -> datetime | None:
    """Return a date of the file in UTC, or None for one that is missing or makes no sense."""
    try:
        return datetime.strptime(text.strip(), DATE).replace(tzinfo=UTC) if text.strip() != NO_DATE else None
    except ValueError:
        return None


def write_date(at: datetime | None) -> str:
    """Return a date as the file writes it."""
    return at.astimezone(UTC).strftime(DATE) if at else NO_DATE
