"""What a page tells machines about itself: its address, a preview, feeds, the card, and linked data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.safestring import SafeString

from rashomon import __version__ as engine
from rashomon.analysis import Analysis
from rashomon.explain.words import percent, shortened
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.syndication.addresses import absolute, address_of, case_address, revision_address
from rashomon_site.syndication.linked_data import short_linked_data
from rashomon_site.syndication.share_image import SIZE, share_image_address
from rashomon_site.syndication.visible import bylines_of

KEPT_SECONDS = 3600
LONGEST_DESCRIPTION = 300
KEPT_IN_ADDRESS = ("page",)  # other parts of a query sort or filter the same page


@dataclass(frozen=True, slots=True)
class Head:
    """The values of syndication/head.html; "" for what a page has not."""

    canonical: str
    kind: str  # article or website
    title: str
    description: str
    image: str
    image_alt: str
    image_width: int
    image_height: int
    site_feed: str
    changes_feed: str
    case_feed: str
    oembed: str
    linked_data_address: str
    linked_data: SafeString
    published: str
    modified: str
    authors: tuple[str, ...]


def head_of(request: HttpRequest | None, title: str, description: str) -> Head:
    """Return the head of a page that is about no one case."""
    return Head(
        canonical=_canonical(request),
        kind="website",
        title=title or settings.SITE_NAME,
        description=shortened(description, LONGEST_DESCRIPTION) if description else "",
        image="",
        image_alt="",
        image_width=SIZE[0],
        image_height=SIZE[1],
        site_feed=address_of("syndication:site_feed"),
        changes_feed=address_of("syndication:changes_feed"),
        case_feed="",
        oembed="",
        linked_data_address="",
        linked_data=SafeString(""),
        published="",
        modified="",
        authors=(),
    )


def head_of_case(
    request: HttpRequest | None, case: PublishedCase, revision: CaseRevision | None, analysis: Analysis | None
) -> Head:
    """Return the head of a page about a published case; with revision and analysis, its linked data as well."""
    address, plain = case_address(case), head_of(request, case.title, _description(case))
    shown = revision or case.published_revision
    assert shown is not None  # the tag asks for published cases alone
    assert case.published_at is not None
    # Every revision has an address of its own; what search engines should list is the case as it stands.
    at_revision = plain.canonical == revision_address(case, shown.number)
    return Head(
        canonical=address if at_revision else plain.canonical,
        kind="article",
        title=plain.title,
        description=plain.description,
        image=share_image_address(case),
        image_alt=shortened(f"{case.title}. {_answer(case)}", 400),
        image_width=SIZE[0],
        image_height=SIZE[1],
        site_feed=plain.site_feed,
        changes_feed=plain.changes_feed,
        case_feed=absolute(f"/cases/{case.slug}/feed.atom"),
        oembed=f"{address_of('syndication:oembed')}?{urlencode({'url': address}, quote_via=quote)}",
        linked_data_address=f"{revision_address(case, shown.number)}case.jsonld",
        linked_data=_linked_data(case, shown, analysis) if revision and analysis else SafeString(""),
        published=(case.first_published_at or case.published_at).isoformat(),
        modified=case.published_at.isoformat(),
        authors=tuple(absolute(author.get_absolute_url()) for author in bylines_of(case)),
    )


def _canonical(request: HttpRequest | None) -> str:
    if request is None:
        return ""
    kept = {name: request.GET[name] for name in KEPT_IN_ADDRESS if request.GET.get(name, "").isdigit()}
    return absolute(request.path) + (f"?{urlencode(kept)}" if kept else "")


def _description(case: PublishedCase) -> str:
    return case.summary or f"{case.question} {_answer(case)}"


def _answer(case: PublishedCase) -> str:
    rows: list[dict[str, Any]] = case.headline[:2]
    parts = [f"{row['name']}: {percent(row['probability'])}" for row in rows]
    return f"{'; '.join(parts)}. Given the judgements in this case." if parts else ""


def _linked_data(case: PublishedCase, revision: CaseRevision, analysis: Analysis) -> SafeString:
    """Return the JSON-LD of a page; it changes only when something is published."""
    if not revision.is_sound:
        return SafeString("")
    key = f"json-ld:{settings.SITE_URL}:{revision.pk}:{engine}:{case.published_at:%Y%m%d%H%M%S%f}:{settings.SITE_NAME}"
    key = quote(key, safe="")
    text = cache.get(key)
    if text is None:
        text = short_linked_data(revision, case_of(revision), analysis)
        cache.set(key, text, KEPT_SECONDS)
    return SafeString(text)  # `written` leaves no <, > or & in it
