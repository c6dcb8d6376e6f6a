"""The thread of a case on pages of its own, and the lasting address of each comment."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.section import section_of
from rashomon_site.comments.talk import talk_of
from rashomon_site.comments.thread import address_in_thread, pages_of
from rashomon_site.comments.views.writing import send


@csrf_exempt  # readers have no cookie to compare; `origins.refusal` looks at every form instead
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of the thread, or take a comment."""
    case = open_case_or_404(slug)
    if request.method == "POST":
        return send(request, case)
    talk = talk_of(case)
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    page = min(max(page, 1), pages_of(talk))
    context = {"page": page, **section_of(request, case, talk, page, case.get_absolute_url())}
    return render(request, "comments/thread.html", context)


@require_safe
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Lead to the place of a comment."""
    case = open_case_or_404(slug)
    found = case.comments.numbered().select_related("in_reply_to").filter(number=number).first()
    if found is None:
        raise Http404("There is no such comment.")
    return redirect(address_in_thread(case, found))


def open_case_or_404(slug: str) -> PublishedCase:
    """Return a case that readers see, where there are discussions; raises Http404."""
    rows = PublishedCase.objects.select_related("published_revision", "discussion").defer("published_revision__text")
    case = rows.filter(slug=slug, published_revision__isnull=False).first()
    if case is None or settings.COMMENTS == "off":
        raise Http404("There is no such discussion.")
    return case
