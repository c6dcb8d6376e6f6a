"""The case page as it would look, from a text that is not saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rashomon.model import Case
from rashomon.weighing import weigh
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.weighing import stored_analysis
from rashomon_site.reading.views.case import preview


def preview_page(request: HttpRequest, row: PublishedCase | None, case: Case, sha256: str) -> HttpResponse:
    """Return the page, labelled as a preview; raises RashomonError for a case that cannot be weighed."""
    analysis = stored_analysis(sha256) or weigh(case, document_sha256=sha256)
    # A case that was never saved has a row that is never saved either: the page's templates need one.
    shown = row or PublishedCase(slug="preview", title=case.title or case.question, question=case.question)
    return preview(request, shown, case, analysis)
