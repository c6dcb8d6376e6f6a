"""How often a moderator hears what waits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rashomon_site.accounts.access import people_page, person
from rashomon_site.accounts.roles import Action
from rashomon_site.notifications import digests
from rashomon_site.notifications.models import Often


@people_page(Action.MODERATE, methods=("GET", "POST"))
def choices(request: HttpRequest) -> HttpResponse:
    """Show the choice, and keep a new one."""
    user = person(request)
    if request.method == "POST":
        often = request.POST.get("often", "")
        if often not in Often.values:
            return _page(request, wrong=True)
        digests.choose(user, Often(often))
        messages.success(request, "Your choice is kept.")
        return redirect("notifications:choices")
    return _page(request)


def _page(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    user = person(request)
    context = {"chosen": digests.choice_of(user).often, "choices": Often.choices, "email": user.email, "wrong": wrong}
    return render(request, "notifications/choices.html", context, status=422 if wrong else 200)
