"""A reader reports a comment: no account, no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.origins import refusal
from rashomon_site.moderation.forms import ReportForm
from rashomon_site.moderation.models import ReportReason
from rashomon_site.moderation.reporting import Complaint, TooMany
from rashomon_site.moderation.reporting import report as send_report
from rashomon_site.operations.client_address import client_address

PAGE = "moderation/report.html"


@csrf_exempt  # readers have no cookie; see comments.origins, which also asks signed-in people for the token
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the form, and take what it sends."""
    shown = Comment.objects.select_related("case").filter(state=State.PUBLISHED, case__published_revision__isnull=False)
    comment = get_object_or_404(shown, case__slug=slug, number=number)
    context = {"comment": comment, "case": comment.case, "reasons": ReportReason.choices}
    if request.method != "POST":
        return render(request, PAGE, context)
    form = ReportForm(request.POST)
    if refused := refusal(request):
        return render(request, PAGE, {**context, "form": form, "refused": refused}, status=403)
    if not form.is_valid():
        return render(request, PAGE, {**context, "form": form}, status=422)
    return _take(request, comment, form, context)


def _take(request: HttpRequest, comment: Comment, form: ReportForm, context: dict[str, object]) -> HttpResponse:
    values = form.cleaned_data
    complaint = Complaint(ReportReason(values["reason"]), values["words"], bool(values["website"]))
    try:
        is_new = send_report(comment, complaint, client_address(request))
    except TooMany:
        words = "Too many reports came from your network. Please wait an hour; what you wrote is kept below."
        answer = render(request, PAGE, {**context, "form": form, "refused": words}, status=429)
        answer["Retry-After"] = "3600"
        return answer
    return render(request, "moderation/reported.html", {**context, "is_new": is_new})
