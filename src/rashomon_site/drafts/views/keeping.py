"""Make a case of a draft, read an article again, delete one, or hand it out as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from rashomon.drafting.failures import DraftingFailure
from rashomon_site.cases.slugs import slug_of
from rashomon_site.drafts.access import own_draft, seen_draft, writers_page
from rashomon_site.drafts.adding import read_again
from rashomon_site.drafts.making import delete_draft, make
from rashomon_site.drafts.views.review import review_page
from rashomon_site.workbench.access import person


@writers_page("POST")
def make_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the case, and open it in the editor."""
    draft = own_draft(request, pk)
    try:
        revision = make(person(request), draft)
    except DraftingFailure as failure:
        return review_page(request, draft, error=str(failure), status=400)
    except ValidationError as error:
        return review_page(request, draft, error=" ".join(error.messages), status=400)
    messages.success(request, "The case is made, as a draft. What a person must still fill in stands beside the text.")
    return redirect("workbench:edit", slug=revision.case.slug)


@writers_page("POST")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an article again."""
    draft = own_draft(request, pk)
    try:
        read_again(draft)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("drafts:review", draft.pk)


@writers_page("POST")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft; a case that was made of it stays."""
    draft = own_draft(request, pk)
    delete_draft(person(request), draft)
    messages.success(request, f"“{draft.title}” is deleted.{' Its case stays.' if draft.case_id else ''}")
    return redirect("drafts:index")


@writers_page("GET")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the draft out as JSON, for `rashomon review`."""
    draft = seen_draft(request, pk)
    if not draft.text:
        raise Http404("not read yet")
    response = HttpResponse(draft.text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug_of(draft.title)}.draft.json"'
    return response
