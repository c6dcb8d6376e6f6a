"""Parts that other pages take in: `{% include "syndication/head.html" %}` and `{% include "syndication/share.html" %}`.

Both read the page's context: `case` (a PublishedCase), and where there are any `revision` (a CaseRevision) and
`analysis` (rashomon.Analysis). Pages about something else may set `page_title` and `page_description`.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from rashomon.analysis import Analysis
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.syndication.head import Head, head_of, head_of_case
from rashomon_site.syndication.sharing import Share, share_of

PUBLIC = ("reading", "syndication")

register = template.Library()


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head:
    """Return what the page's head says to machines."""
    request, case = context.get("request"), context.get("case")
    match = getattr(request, "resolver_match", None)
    if match is None or match.namespace not in PUBLIC:
        return head_of(None, "", "")  # the desk, the way in, a page that does not exist: only the feeds are named
    if not isinstance(case, PublishedCase) or not case.is_published:
        return head_of(request, str(context.get("page_title", "")), str(context.get("page_description", "")))
    return head_of_case(request, case, _of(context, "revision", CaseRevision), _of(context, "analysis", Analysis))


@register.simple_tag(takes_context=True)
def page_share(context: Context) -> Share | None:
    """Return what the page offers to share, cite and download; None where no revision is shown."""
    case = context.get("case")
    if not isinstance(case, PublishedCase):
        return None
    revision = _of(context, "revision", CaseRevision) or case.published_revision
    return share_of(case, revision) if revision else None


def _of(context: Context, name: str, kind: type[Any]) -> Any:
    value = context.get(name)
    return value if isinstance(value, kind) else None
