"""The list of people, their roles, and closing accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rashomon_site.accounts import staff
from rashomon_site.accounts.access import people_page, person
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action, Role
from rashomon_site.cases.services.notes import tidy_note

PER_PAGE = 50


@people_page(Action.INVITE, Action.MANAGE_PEOPLE)
def index(request: HttpRequest) -> HttpResponse:
    """Show everybody with an account."""
    return _page(request)


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    asked = tidy_note(request.GET.get("q", ""))[:100]
    context = {
        "page": Paginator(_people(asked), PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "roles": list(Role),
        "may_manage": person(request).may(Action.MANAGE_PEOPLE),
        "error": error,
        "tab": "people",
    }
    return render(request, "accounts/people.html", context, status=status)


def _people(asked: str) -> Any:
    from allauth.mfa.models import Authenticator

    found = User.objects.annotate(guarded=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    named = Q(username__icontains=asked) | Q(display_name__icontains=asked)
    return found.filter(named).select_related("byline").order_by("-is_active", "username")


@people_page(Action.MANAGE_PEOPLE, methods=("POST",))
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody another role."""
    who = get_object_or_404(User, pk=pk)
    role = request.POST.get("role", "")
    if role not in Role.values:
        return _page(request, error="There is no such role.", status=400)
    try:
        changed = staff.change_role(person(request), who.pk, Role(role))
    except PermissionDenied as refusal:
        return _page(request, error=str(refusal), status=403)
    messages.success(request, f"{changed.shown_name} is now {Role(role).label.lower()}.")
    return redirect("accounts:people" if person(request).pk != pk else "workbench:index")


@people_page(Action.MANAGE_PEOPLE, methods=("POST",))
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    who = get_object_or_404(User, pk=pk)
    try:
        staff.close_account(person(request), who.pk)
    except PermissionDenied as refusal:
        return _page(request, error=str(refusal), status=403)
    messages.success(request, f"The account of {who.shown_name} is closed. The name stays on the cases.")
    return redirect("accounts:people" if person(request).pk != pk else "reading:home")


@people_page(Action.MANAGE_PEOPLE, methods=("POST",))
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    who = get_object_or_404(User, pk=pk)
    staff.reopen_account(person(request), who.pk)
    messages.success(request, f"The account of {who.shown_name} is open again. Signing in takes a new password.")
    return redirect("accounts:people")
