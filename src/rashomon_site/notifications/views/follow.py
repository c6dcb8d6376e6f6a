"""Follow a case by mail, with an address and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.origins import is_foreign
from rashomon_site.notifications import subscribing
from rashomon_site.notifications.mail_addresses import tidy
from rashomon_site.operations.client_address import client_address


@csrf_exempt  # it sets no cookie; a form on another site is told by its origin
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; answer the same whatever is known of the address."""
    case = get_object_or_404(PublishedCase.objects.visible(), slug=slug)
    if request.method != "POST":
        return render(request, "notifications/follow.html", {"case": case})
    if is_foreign(request):
        raise Http404
    email = request.POST.get("email", "")
    if not tidy(email):
        context = {"case": case, "email": email[:254], "wrong": True}
        return render(request, "notifications/follow.html", context, status=422)
    subscribing.follow(case, email, address_token(client_address(request)))
    return render(request, "notifications/follow.html", {"case": case, "sent": True})
