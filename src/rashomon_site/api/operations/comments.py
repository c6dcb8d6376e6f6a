"""What readers wrote on a case."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Path, Query, Router

from rashomon_site.api.caller import caller_of
from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.failures import Failure
from rashomon_site.api.lookups import case_or_404
from rashomon_site.api.operations.declaring import known, reads
from rashomon_site.api.schemas.comments import CommentListing
from rashomon_site.api.schemas.requests import Going
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.comments.markup import comment_html, readable
from rashomon_site.comments.models import Comment
from rashomon_site.comments.roles import author_ids, role_word
from rashomon_site.syndication.addresses import absolute

router = Router(tags=["Comments"])
IN_ORDER = Order("comments", ("number",))


@router.get("/cases/{slug:slug}/comments", summary="List comments", **reads(CommentListing, 404))
def list_comments(request: HttpRequest, slug: Path[Slug], asked: Query[Going]) -> dict[str, Any]:
    """List the comments on a case in the order of their numbers. One that was removed keeps its place, without text."""
    case = case_or_404(caller_of(request), slug)
    if settings.COMMENTS == "off" or not case.is_published:
        raise Failure("not-found", "There is no discussion of this case.")
    known(request, asked)
    rows = Comment.objects.filter(case=case).numbered().select_related("in_reply_to", "user", "case")
    found = slice_of(rows, IN_ORDER, asked.cursor, asked.limit)
    authors = author_ids(case)
    return listing(request, [_content(comment, authors) for comment in found.rows], found.cursor)


def _content(comment: Comment, authors: set[int]) -> dict[str, Any]:
    shown = comment.is_published
    return {
        "case": comment.case.slug,
        "number": comment.number,
        "state": "published" if shown else "removed",
        "name": readable(comment.name) if shown else "",
        "role": role_word(comment.user, authors) if shown else "",
        "kind": comment.kind if shown else "comment",
        "about": comment.about if shown else "",
        "about_words": comment.about_words if shown else "",
        "in_reply_to": comment.in_reply_to.number if shown and comment.in_reply_to else None,
        "text": readable(comment.text) if shown else "",
        "html": comment_html(comment.text) if shown else "",
        "note": comment.public_note if shown else "",
        "posted_at": comment.posted_at,
        "published_at": comment.published_at,
        "edited_at": comment.edited_at if shown else None,
        "page": absolute(comment.get_absolute_url()),
    }
