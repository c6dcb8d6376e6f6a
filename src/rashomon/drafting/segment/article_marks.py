"""By what a page's article is known: names of its container, its head, and of what is none of it."""

from __future__ import annotations

import re

CONTAINERS = (
    (
        r"^(?:e-content|articlebody|article-body|article__body|entry-content|wp-block-post-content"
        r"|post-content|post-body|story-body|story-content|article-content|article-text"
        r"|article__content|content-body|single-content|post__content|body-copy|td-post-content)$"
    ),
    r"^(?:h-entry|hentry|post|article|story|blog-post|single-post|type-post)$",
)
JUNK = re.compile(
    r"(?:^|[-_ ])(?:nav|navigation|menu|breadcrumbs?|sidebar|widget|widgets|share|sharing"
    r"|sharedaddy|social|related|recommended|recommendations|popular|trending|newsletter"
    r"|subscribe|subscription|signup|promo|promotion|advert|adverts|advertisement|ads?|sponsor"
    r"|sponsored|cookie|cookies|consent|gdpr|banner|popup|modal|paywall|tags?|tag-list|tagcloud"
    r"|categories|pagination|pager|post-navigation|nav-links|skip-link|skip|masthead|site-header"
    r"|site-footer|footer|copyright|toolbar|caption|credit|jp-relatedposts|more-stories"
    r"|most-read|read-more|readmore|donate|support-us|print-only|login|search"
    r"|wp-block-comments-title)(?:$|[-_ ])"
)
HAVING = re.compile(r"(?:^|[-_])(?:has|with|without|no)[-_]+[\w-]+$")
"""What a name only says that there is: `section--has-ads`."""
LEAD = re.compile(
    r"(?:.*[-_])?(?:sub-?head(?:line)?|sub-?title|stand-?first|excerpt|intro|introduction|lead|lede|deck|dek|summary)"
)
SMALL_PRINT = re.compile(
    r"(?:©|\(c\)|copyright) .{0,150}$|all rights reserved\b.{0,150}$"
    r"|(?:(?:no|\d[\d,.]*) comments?|comments(?: ?\(\d+\))?|(?:leave|post|write|add) a comment"
    r"|(?:be the first to|log in to) comment)\W*$",
    re.IGNORECASE,
)
JUNK_TAGS = frozenset(("nav", "footer", "aside", "form", "menu"))
TITLE = re.compile(
    r"^(?:entry-title|post-title|p-name|headline|article-title|article__title"
    r"|wp-block-post-title|story-title|page-title)$"
)
BYLINE = re.compile(
    r"^(?:byline|by-line|p-author|author|post-author|entry-author|article-author|article__author"
    r"|author-name|wp-block-post-author(?:__name|-name)?|story-byline|posted-by|author-link)$"
)
DATE = re.compile(
    r"^(?:dt-published|entry-date|post-date|posted-on|published|article-date|article__date"
    r"|wp-block-post-date|dateline|publish-date|date|timestamp|pubdate)$"
)
BIO = re.compile(
    r"^(?:author-bio|author-?box|author-description|author-info|about-author|about-the-author"
    r"|author-profile|bio|p-note|wp-block-post-author__bio|wp-block-post-author-biography"
    r"|post-author-bio|author__bio|contributor-bio)$"
)
