"""Full addresses, as feeds and other sites need them. They come from RASHOMON_URL alone, never from the request."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse

from rashomon_site.cases.models import CaseRevision, Publication, PublishedCase


def absolute(path: str) -> str:
    """Return the full address of a path on this site."""
    prefix = get_script_prefix()
    return f"{settings.SITE_URL}/{path.removeprefix(prefix)}"


def address_of(name: str, *arguments: Any) -> str:
    """Return the full address of a page by its name."""
    return absolute(reverse(name, args=arguments))


def case_address(case: PublishedCase) -> str:
    """Return the full address of a case."""
    return absolute(f"/cases/{case.slug}/")


def revision_address(case: PublishedCase, number: int) -> str:
    """Return the full, lasting address of one revision."""
    return absolute(f"/cases/{case.slug}/revisions/{number}/")


def site_tag() -> str:
    """Return the lasting id of the site's feed."""
    return f"tag:{_authority()},2026:site"


def case_tag(case: PublishedCase) -> str:
    """Return the lasting id of a case, which does not change when its address does (RFC 4151)."""
    return f"tag:{_authority()},{case.created_at:%Y-%m-%d}:case/{case.slug}"


def revision_tag(case: PublishedCase, revision: CaseRevision) -> str:
    """Return the lasting id of a revision."""
    return f"{case_tag(case)}/revision/{revision.number}"


def publication_tag(publication: Publication) -> str:
    """Return the lasting id of one publication: a revision may be published twice."""
    at = publication.published_at or publication.due_at
    return f"{revision_tag(publication.case, publication.revision)}/{_compact(at)}"


def _compact(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}"


def _authority() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
