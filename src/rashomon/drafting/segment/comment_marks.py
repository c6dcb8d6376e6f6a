"""By what a page's comments are known: classes of WordPress and other themes, microformats, microdata, attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.drafting.segment.elements import classes, prop, tokens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SECTION = re.compile(
    r"^(?:comments?|comments?[-_]?(?:list|area|section|wrap(?:per)?|container|thread|block"
    r"|holder|template|feed|tree)|the-comments|post-comments|article-comments"
    r"|reader-comments|user-comments|entry-comments|story-comments|page-comments"
    r"|wp-block-comments|wp-block-comment-template|commentlist|responses|reader-responses"
    r"|disqus_thread|dsq-content"
    r"|respond|comment-respond|comment-?form|commentform|wp-block-post-comments(?:-form)?"
    r"|discussion|conversation|feedback|reactions|webmentions|pings?list|trackbacks?|replies)$"
)
ONE = re.compile(
    r"^(?:comment|comment-item|comment-single|comment-entry|comment-node|comment-card"
    r"|comment-box|single-comment|user-comment|reader-comment|js-comment|u-comment|dsq-comment"
    r"|commentitem)$"
)
ONE_ID = re.compile(r"^(?:li-|div-|dsq-)?comment[-_]?\d+$")
BARE_ID = re.compile(r"c\d{3,}")
"""Of a comment where comments stand; some systems number every part of a page so."""
PING = frozenset(("pingback", "trackback", "pings"))
NEVER = frozenset(("html", "body", "main", "a", "span", "time", "h1", "h2", "h3", "h4", "button", "link", "meta", "p"))
AUTHOR = (
    r"^(?:fn|p-author|wp-block-comment-author-name|comment-author-name|comment-author__name|comment__author-name)$",
    (
        r"^(?:comment-?_*author(?:-link|__link)?|comment__author|commentauthor|author|author-name"
        r"|user-?_?name|display-?name|commenter(?:-name)?|poster|nickname|byline|comment-user"
        r"|comment__user|user|name|cite)$"
    ),
)
DATE = re.compile(
    r"^(?:dt-published|comment-date|comment-time|comment-?timestamp|comment__date|comment__time"
    r"|comment-metadata|comment-meta|wp-block-comment-date|datetime|timestamp|date|time"
    r"|published|posted-on|permalink)$"
)
TEXT = (
    (
        r"^(?:e-content|wp-block-comment-content|comment-content|comment__content|comment-text"
        r"|comment_text|comment__text|comment__body|comment-copy|post-message|comment-message"
        r"|commenttext|comment-entry-content)$"
    ),
    r"^(?:comment-body|comment_body|commentbody|content|text|body|message)$",
)
ASIDE = re.compile(
    r"^(?:reply|replies-link|comment-reply(?:-link|-title)?|wp-block-comment-reply-link"
    r"|wp-block-comment-edit-link|edit-link|comment-edit-link|comment-actions?|comment__actions?"
    r"|actions|votes?|likes?|share|report|flag|avatar|comment-awaiting-moderation|comment-footer"
    r"|comment__footer|comment-tools|permalink|u-url|says|comment-number|toolbar)$"
)


def is_section(element: HtmlElement) -> bool:
    """Return whether an element is where comments stand, with their form and heading."""
    return element.tag not in NEVER and any(SECTION.match(token) for token in tokens(element))


def is_one(element: HtmlElement) -> bool:
    """Return whether an element is one comment."""
    if element.tag in NEVER or not isinstance(element.tag, str):
        return False
    named = classes(element)
    known_as = (element.get("id") or "").lower()
    if any(ONE.match(token) for token in named) or ONE_ID.match(known_as):
        return True
    if BARE_ID.fullmatch(known_as):
        return any(is_section(up) for up in element.iterancestors())
    if (
        element.tag == "li"
        and "post" in named
        and any("disqus" in (up.get("id") or "") for up in element.iterancestors())
    ):
        return True
    kind = element.get("itemtype") or ""
    if kind.endswith(("/Comment", "/UserComments")) or "comment" in prop(element):
        return True
    return element.get("data-comment-id") is not None or element.get("data-commentid") is not None


def is_ping(element: HtmlElement) -> bool:
    """Return whether an element is the notice that another page links here."""
    return bool(PING & classes(element))
