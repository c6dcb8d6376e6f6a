"""See and erase one's own data: by a mailed link, and with a second question before anything is erased."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.origins import is_foreign
from rashomon_site.notifications.mail_addresses import tidy
from rashomon_site.notifications.views.secret_page import secret_page
from rashomon_site.operations.client_address import client_address
from rashomon_site.privacy import requests
from rashomon_site.privacy.models import DataRequest
from rashomon_site.privacy.person import Person, erase, note_export


@csrf_exempt  # it sets no cookie; a form on another site is told by its origin
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address, and answer the same whatever is known of it."""
    context: dict[str, object] = {"contact": settings.CONTACT}
    if request.method != "POST":
        return render(request, "privacy/ask.html", context)
    if is_foreign(request):
        raise Http404
    email = request.POST.get("email", "")
    if not tidy(email):
        return render(request, "privacy/ask.html", {**context, "email": email[:254], "wrong": True}, status=422)
    requests.ask(email, address_token(client_address(request)))
    return render(request, "privacy/ask.html", {**context, "sent": True})


@secret_page
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a click, as mail programs open links by themselves; then use the link up."""
    found = DataRequest.opened_by(token)
    if found is None or found.opened_at:
        return render(request, "notifications/gone.html", status=404)
    if request.method == "POST":
        secret = found.open()
        return redirect("privacy:kept", secret) if secret else render(request, "notifications/gone.html", status=404)
    return render(request, "privacy/opening.html")


@secret_page
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is kept, give it out, and erase it after a second question."""
    found = DataRequest.opened_by(token)
    if found is None or not found.opened_at or not found.email:
        return render(request, "notifications/gone.html", status=404)
    person = Person(found.email)
    if request.method == "POST" and "download" in request.POST:
        return _download(person)
    if request.method == "POST" and "erase" in request.POST:
        return _erase(request, found, person)
    context = {"comments": person.comments, "subscriptions": person.subscriptions, "email": found.email}
    return render(request, "privacy/kept.html", context)


def _download(person: Person) -> HttpResponse:
    note_export(person, "by its owner")
    response = JsonResponse(person.everything(), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="your-data.json"'
    return response


def _erase(request: HttpRequest, found: DataRequest, person: Person) -> HttpResponse:
    if request.POST.get("erase") != "yes":
        return render(request, "privacy/erase.html", {"comments": person.comments, "email": person.email})
    if not found.use():
        return render(request, "notifications/gone.html", status=404)
    done = erase(person, "by its owner")
    DataRequest.objects.filter(email=found.email).delete()
    return render(request, "privacy/erased.html", {"done": done, "contact": settings.CONTACT})
