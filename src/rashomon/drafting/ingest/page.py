"""A page as it was read: its text or its tree, cleaned, and what was dropped on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.drafting.draft import Dropped, Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class ReadyComment:
    """A comment that came apart from the page: from an export, or from the page's own description of itself."""

    text: str  # plain; an empty line parts paragraphs
    author: str = ""
    date: str = ""
    link: str = ""
    parent: int | None = None  # counted from 1, in the order of the comments


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself where nobody sees it: used for what its visible text does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    bio: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Page:
    """What `segment` cuts up: a text for plain text and Markdown, else the cleaned tree of HTML elements."""

    origin: Origin
    text: str = ""
    tree: HtmlElement | None = None
    about: About = About()
    comments: tuple[ReadyComment, ...] = ()
    dropped: tuple[Dropped, ...] = ()
