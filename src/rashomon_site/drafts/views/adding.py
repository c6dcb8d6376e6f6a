"""The page "Add from an article": three ways to bring one, and those that are there."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.drafts.access import drafts_of, writers_page
from rashomon_site.drafts.adding import add_address, add_file, add_pasted
from rashomon_site.drafts.models import ReadBy, StoredDraft
from rashomon_site.workbench.access import person

PAGE = 30


@writers_page("GET", "POST")
def index(request: HttpRequest) -> HttpResponse:
    """Show the forms and the articles that wait; POST takes one."""
    if request.method != "POST":
        return _page(request)
    try:
        draft = _taken(request, person(request))
    except ValidationError as error:
        return _page(request, error=" ".join(error.messages), status=400)
    return redirect("drafts:review", draft.pk)


def _taken(request: HttpRequest, owner: User) -> StoredDraft:
    address = request.POST.get("address", "")
    read_by = request.POST.get("read_by", ReadBy.RULES)
    way = request.POST.get("way")
    if way == "file":
        return add_file(owner, request.FILES.get("file"), address, read_by)
    if way == "address":
        return add_address(owner, address, read_by)
    # Named as in the editor, so that a text that is sent after the session has ended is given back likewise.
    return add_pasted(owner, request.POST.get("text", ""), address, read_by)


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    user = person(request)
    context = {
        "page": Paginator(drafts_of(user).defer("text", "source"), PAGE).get_page(request.GET.get("page")),
        "fetches": settings.DRAFT_FETCH,
        "endpoint": settings.DRAFT_ENDPOINT,
        "sent": request.POST,
        "error": error,
        "tab": "articles",
        "may_start": True,
        "see_log": may(user, Action.SEE_AUDIT),
        "sees_all": may(user, Action.SEE_DRAFTS),
    }
    return render(request, "drafts/index.html", context, status=status)
