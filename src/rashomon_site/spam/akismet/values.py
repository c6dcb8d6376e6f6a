"""What is told of a comment, by the names that the protocol has for it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from rashomon_site.comments.models import Comment
from rashomon_site.spam.akismet.protocol import blog

HONEYPOT = "website"
"""The name of the form's field that no person sees."""


def values_of(comment: Comment, recheck: str = "") -> dict[str, str | list[str]]:
    """Return everything that is sent about a comment, the key left out; what is not known is not sent."""
    values: dict[str, str | list[str]] = {
        "blog": blog(),
        "blog_lang": comment.case.language or settings.LANGUAGE_CODE,
        "blog_charset": "UTF-8",
        **_of_sender(comment),
        **_of_text(comment),
        "recheck_reason": recheck,
        "is_test": "1" if settings.AKISMET_TEST else "",
    }
    return {name: value for name, value in values.items() if value}


def _of_sender(comment: Comment) -> dict[str, str | list[str]]:
    return {
        "user_ip": comment.address or "",
        "user_agent": comment.user_agent,
        "referrer": comment.referrer,
        "user_role": str(comment.user.role) if comment.user else "",
        "comment_author": comment.name,
        "comment_author_email": comment.email,
        "comment_author_url": comment.url,
        "honeypot_field_name": HONEYPOT,
        HONEYPOT: comment.honeypot,
    }


def _of_text(comment: Comment) -> dict[str, str | list[str]]:
    case = comment.case
    return {
        "comment_type": "reply" if comment.in_reply_to_id else "comment",
        "comment_parent": str(comment.in_reply_to_id or ""),
        "comment_content": comment.text,
        "comment_date_gmt": _moment(comment.posted_at),
        "comment_post_modified_gmt": _moment(case.published_at),
        "comment_context": [words for words in (case.title, case.subject, comment.about_words) if words],
        "permalink": settings.SITE_URL + case.get_absolute_url(),
    }


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
