"""By what a page's comments are known: classes of WordPress and other themes, microformats, microdata, attributes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
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
    r"|commentitem|xenforo-comment)$"
)
ONE_ID = re.compile(r"^(?:li-|div-|dsq-)?comment[-_]?\d+$")
BARE_ID = re.compile(r"c\d{3,}")
"""Of a comment where comments stand; some systems number every part of a page so."""
PING = frozenset(("pingback", "trackback", "pings"))
LONGEST_TOKEN = 100
NEVER = frozenset(("html", "body", "main", "a", "span", "time", "h1", "h2", "h3", "h4", "button", "link", "meta", "p"))
# The parts of one comment, whatever a theme puts before their names: `wpd-comment-author`, `c-comment__text`.
NAME = (
    r"fn|p-author|.*(?:author|user|nick|display|commenter|comment-?_*(?:meta|header|info)?)[-_]*name",
    r".*author(?:[-_]*(?:link|url|info))?|poster|nickname|byline|.*comment[-_]*user|user|name|cite",
)
DATE = (
    r".*(?:date|time|timestamp|datetime|published)|posted-on",
    r".*comment-?_*meta(?:-?data)?|.*metadata|permalink|.*time-info",
)
TEXT = (
    r"e-content|post-message|.*comment-?_*(?:item-|entry-)?(?:content|text|message|copy)",
    r".*comment-?_*body|content|text|body|message|.*[-_](?:content|text)",
)
ASIDE = (
    r"reply|replies-link|comment-reply-title|edit-link|actions|(?:.*[-_])?(?:votes?|likes?|likebtn)(?:[-_].*)?|share|report"
    r"|flag|avatar|comment-awaiting-moderation|permalink|u-url|says|.*comment[-_]*number|toolbar|.*(?:reply|edit)[-_]?link"
    r"|.*comment[-_]*_*(?:actions?|footer|tools|toolbar|links?|likes?|votes?|share|reply|edit|avatar|buttons?)"
)


CITED = r"(?:bb(?:code)?[-_]?)?quote(?:d|s|top|main|box|[-_]?(?:block|text|content|container|wrap(?:per)?))?"
"""What a comment repeats of another, in forums."""
HEAD = "|".join((*NAME, *DATE, ASIDE))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$")


@lru_cache(maxsize=20_000)
def _names(token: str, pattern: str) -> bool:
    return len(token) <= LONGEST_TOKEN and _compiled(pattern).match(token) is not None


def is_called(element: HtmlElement, pattern: str) -> bool:
    """Return whether a class of an element is what a pattern, of those above, says."""
    return any(_names(token, pattern) for token in classes(element))


def is_section(element: HtmlElement) -> bool:
    """Return whether an element is where comments stand, with their form and heading."""
    return element.tag not in NEVER and any(SECTION.match(token) for token in tokens(element))


def is_one(element: HtmlElement) -> bool:
    """Return whether an element is one comment, by itself; its text may be called the same."""
    if element.tag in NEVER or not isinstance(element.tag, str):
        return False
    if not _is_marked(element):
        return False
    return not _is_part(element) or not any(_is_marked(up) for up in element.iterancestors())


def _is_part(element: HtmlElement) -> bool:
    """Return whether a marked element is rather a part of a comment, as `section.comment-content.comment`."""
    has_id = ONE_ID.match((element.get("id") or "").lower()) is not None
    return not has_id and is_called(element, f"{TEXT[0]}|field|.*comment-?_*(?:meta|body)")


def _is_marked(element: HtmlElement) -> bool:
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
