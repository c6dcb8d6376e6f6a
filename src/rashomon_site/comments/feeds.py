"""Feeds of comments: those of one case, and those of the whole site, newest first."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from rashomon_site.comments.markup import comment_html, readable
from rashomon_site.comments.models import Comment
from rashomon_site.syndication.addresses import absolute, address_of, case_address, case_tag, site_tag
from rashomon_site.syndication.answers import A_WHILE, file_answer
from rashomon_site.syndication.feed_format import AtomFeed, make_feed, xml_text
from rashomon_site.syndication.feeds import ENTRIES, KIND
from rashomon_site.syndication.visible import published_case_or_404


@require_safe
def case_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """List the newest comments on one case."""
    case = published_case_or_404(slug)
    feed = make_feed(
        f"Comments on {case.title} · {settings.SITE_NAME}",
        case.question,
        page=f"{case_address(case)}#comments",
        feed=address_of("comments:case_feed", case.slug),
        tag=f"{case_tag(case)}/comments",
    )
    return _answer(request, feed, Comment.objects.filter(case=case), lambda comment: f"Comment {comment.number}")


@require_safe
def site_feed(request: HttpRequest) -> HttpResponseBase:
    """List the newest comments on any case."""
    feed = make_feed(
        f"{settings.SITE_NAME}: comments",
        "Comments on all cases",
        page=address_of("reading:home"),
        feed=address_of("comments:site_feed"),
        tag=f"{site_tag()}/comments",
    )
    rows = Comment.objects.filter(case__published_revision__isnull=False)
    return _answer(request, feed, rows, lambda comment: f"{comment.case.title}: comment {comment.number}")


def _answer(
    request: HttpRequest, feed: AtomFeed, rows: QuerySet[Comment], title: Callable[[Comment], str]
) -> HttpResponseBase:
    if settings.COMMENTS == "off":
        raise Http404("There are no discussions here.")
    shown = rows.filter(state="published", number__isnull=False).select_related("case")
    for comment in shown.order_by("-published_at", "-pk")[:ENTRIES]:
        _add(feed, comment, title(comment))
    return file_answer(request, feed.writeString("utf-8"), KIND, keep=A_WHILE, changed=feed.latest_post_date())


def _add(feed: AtomFeed, comment: Comment, title: str) -> None:
    def place(number: int) -> str:
        return absolute(reverse("comments:comment", args=[comment.case.slug, number]))

    assert comment.published_at is not None  # it has a number
    feed.add_item(
        title=xml_text(title),
        link=absolute(comment.get_absolute_url()),
        description=xml_text(comment_html(comment.text, place)),
        unique_id=f"{case_tag(comment.case)}/comments/{comment.number}",
        pubdate=comment.published_at,
        updateddate=max(comment.published_at, comment.edited_at or comment.published_at),
        authors=[(readable(comment.name), "")],
    )
