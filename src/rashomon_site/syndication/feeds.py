"""Atom feeds: the cases of the site, the revisions of one case, and every movement."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import CaseAuthor, Publication, PublishedCase
from rashomon_site.reading.headlines import bars_of
from rashomon_site.reading.movement import moves_of, news_of
from rashomon_site.syndication.addresses import (
    absolute,
    address_of,
    case_address,
    case_tag,
    publication_tag,
    revision_address,
    site_tag,
)
from rashomon_site.syndication.answers import A_WHILE, file_answer
from rashomon_site.syndication.feed_format import AtomFeed, add_entry, make_feed
from rashomon_site.syndication.visible import bylines_of, publications, published_case_or_404, published_cases

ENTRIES = 50
KIND = "application/atom+xml; charset=utf-8"


@require_safe
def site_feed(request: HttpRequest) -> HttpResponseBase:
    """List new and revised cases, an entry for each."""
    feed = make_feed(
        settings.SITE_NAME,
        "New and revised cases",
        page=address_of("reading:home"),
        feed=address_of("syndication:site_feed"),
        tag=site_tag(),
    )
    for case in published_cases().order_by("-published_at", "slug")[:ENTRIES]:
        _add_case(feed, case)
    return _answer(request, feed)


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """List every publication on the site, with what it moved."""
    feed = make_feed(
        f"{settings.SITE_NAME}: what moved",
        "Every published revision, and what it moved",
        page=address_of("reading:home"),
        feed=address_of("syndication:changes_feed"),
        tag=f"{site_tag()}/changes",
    )
    _add_publications(feed, _with_bylines(publications())[:ENTRIES])
    return _answer(request, feed)


@require_safe
def case_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """List the published revisions of one case, with what each moved."""
    case = published_case_or_404(slug)
    feed = make_feed(
        f"{case.title} · {settings.SITE_NAME}",
        case.question,
        page=case_address(case),
        feed=absolute(f"/cases/{case.slug}/feed.atom"),
        tag=f"{case_tag(case)}/revisions",
    )
    _add_publications(feed, _with_bylines(publications().filter(case=case))[:ENTRIES])
    return _answer(request, feed)


def _with_bylines(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    bylines = CaseAuthor.objects.filter(is_byline=True).select_related("author")
    return rows.prefetch_related(Prefetch("case__case_authors", queryset=bylines, to_attr="bylines"))


def _add_case(feed: AtomFeed, case: PublishedCase) -> None:
    revision = case.published_revision
    assert revision is not None  # asked for published cases alone
    assert case.published_at is not None
    bars, _ = bars_of(case.headline)
    context = {"case": case, "bars": bars, "moves": moves_of(case.moved, case.headline), "revision": revision}
    add_entry(
        feed,
        title=case.title,
        page=case_address(case),
        summary=render_to_string("syndication/feed_case.html", context),
        tag=case_tag(case),
        published=case.first_published_at or case.published_at,
        updated=case.published_at,
        authors=bylines_of(case),
        subject=case.subject,
    )


def _add_publications(feed: AtomFeed, rows: Iterable[Publication]) -> None:
    for publication in rows:
        assert publication.published_at is not None  # asked for published ones alone
        case, revision = publication.case, publication.revision
        moves = moves_of(publication.moved, case.headline)
        context = {"publication": publication, "news": news_of(publication), "moves": moves}
        add_entry(
            feed,
            title=f"{case.title}: revision {revision.number}",
            page=revision_address(case, revision.number),
            summary=render_to_string("syndication/feed_change.html", context),
            tag=publication_tag(publication),
            published=publication.published_at,
            updated=publication.published_at,
            authors=bylines_of(case),
            subject=case.subject,
        )


def _answer(request: HttpRequest, feed: AtomFeed) -> HttpResponseBase:
    content = feed.writeString("utf-8")
    return file_answer(request, content, KIND, keep=A_WHILE, changed=feed.latest_post_date())
