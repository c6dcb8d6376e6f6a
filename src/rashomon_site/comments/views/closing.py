"""The button that closes a discussion, and the one that opens it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rashomon_site.comments.services import closing
from rashomon_site.comments.views.thread import open_case_or_404
from rashomon_site.workbench.access import desk_page, person


@desk_page("POST")
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the discussion of a case."""
    closing.close(person(request), open_case_or_404(slug))
    return redirect("comments:thread", slug)


@desk_page("POST")
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open it again."""
    closing.reopen(person(request), open_case_or_404(slug))
    return redirect("comments:thread", slug)
