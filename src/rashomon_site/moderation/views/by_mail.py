"""The page that a link in a mail opens: it asks once more, and acts only when its button is pressed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rashomon_site.moderation.deciding import decide
from rashomon_site.moderation.forms import DecisionForm
from rashomon_site.moderation.mail_links import Asked, LinkRefused, read_link
from rashomon_site.moderation.policy import Breach, Decision

PAGE = "moderation/by_mail.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or do what was asked."""
    try:
        asked = read_link(token, request.user)
    except LinkRefused as refused:
        return render(request, PAGE, {"refused": str(refused)}, status=410)
    context = {"asked": asked, "comment": asked.comment, "breaches": Breach.choices, "decision": asked.decision}
    if request.method != "POST":
        return _closed(render(request, PAGE, {**context, "needs_reason": asked.decision == Decision.REMOVE}))
    return _closed(_act(request, asked, context))


def _act(request: HttpRequest, asked: Asked, context: dict[str, object]) -> HttpResponse:
    form = DecisionForm({"decision": asked.decision.value, "breach": request.POST.get("breach", "")})
    if not form.is_valid():
        return render(request, PAGE, {**context, "form": form, "needs_reason": True}, status=422)
    ruling = form.ruling(with_public_note=False)
    result = decide(asked.moderator, [(asked.comment, asked.comment.state)], ruling, way="mail")
    if result.overtaken:
        refused = "Somebody else has decided on the comment in this moment."
        return render(request, PAGE, {"refused": refused}, status=410)
    return render(request, PAGE, {**context, "done": result})


def _closed(answer: HttpResponse) -> HttpResponse:
    """Keep the address, which holds the link's secret, from other sites and from search engines."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
