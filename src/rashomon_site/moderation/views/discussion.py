"""The discussion of one case: open or closed, and the way to its rules."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Discussion, State
from rashomon_site.moderation.access import moderators_page
from rashomon_site.moderation.queue import Asked, tabs


@moderators_page("GET", "HEAD")
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how the discussion of a case stands; its buttons lead to `comments.views.closing`."""
    case = get_object_or_404(PublishedCase, slug=slug)
    counts = dict(case.comments.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "case": case,
        "discussion": Discussion.objects.filter(case=case).first(),
        "counts": [(state, counts.get(state, 0)) for state in State],
        "asked": Asked(),
        "tabs": tabs(Asked()),
    }
    return render(request, "moderation/discussion.html", context)
