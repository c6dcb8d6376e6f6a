"""Two people saved at once: show both texts, and every way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.cases.library_mapping import read_text
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may_edit
from rashomon_site.cases.services.saving import SaveConflict
from rashomon_site.workbench.access import case_for, desk_page
from rashomon_site.workbench.editor_page import Draft, editor_page, posted_draft, posted_number
from rashomon_site.workbench.line_differences import line_differences
from rashomon_site.workbench.merging import Merge, merge_texts


def conflict_page(request: HttpRequest, case: PublishedCase, clash: SaveConflict, message: str) -> HttpResponse:
    """Return the page that a late save gets: nothing was written, and the text is in the form."""
    merged = merged_text(clash.base, clash.yours, clash.theirs)
    context = {
        "case": case,
        "clash": clash,
        "message": message,
        "rows": line_differences(clash.yours, clash.theirs.text),
        "merged": merged,
        "merged_is_sound": merged is not None and read_text(merged.text).case is not None,
        "tab": "edit",
    }
    return render(request, "workbench/conflict.html", context, status=409)


def merged_text(base: CaseRevision | None, yours: str, theirs: CaseRevision) -> Merge | None:
    """Return both changes in one text, or None where no common revision is known."""
    return merge_texts(base.text, yours, theirs.text) if base else None


@desk_page("POST")
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the editor with the merged text, which is not saved yet."""
    case = case_for(request, slug, may_edit)
    draft = posted_draft(request)
    theirs = case.revisions.get(number=case.latest_number)
    base = case.revisions.filter(number=posted_number(request, "base")).first()
    merged = merged_text(base, draft.text, theirs)
    if merged is None:
        return conflict_page(request, case, SaveConflict(draft.text, theirs, None), draft.message)
    new = Draft(merged.text, parent=theirs.number, message=draft.message)
    return editor_page(request, new, case=case, merged=merged, theirs=theirs)
