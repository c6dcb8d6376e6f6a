"""Invite people, and accept an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rashomon_site.accounts import inviting
from rashomon_site.accounts.accepting import KEY, backed_invitation, is_backed
from rashomon_site.accounts.access import people_page, person
from rashomon_site.accounts.adapter import AccountAdapter
from rashomon_site.accounts.forms import InvitationForm
from rashomon_site.accounts.models import Invitation
from rashomon_site.accounts.roles import Action, Role
from rashomon_site.accounts.tasks import send_invitation
from rashomon_site.cases.models import PublishedCase


@people_page(Action.INVITE, Action.MANAGE_PEOPLE, methods=("GET", "POST"))
def invitations(request: HttpRequest) -> HttpResponse:
    """Show the open invitations, and make another."""
    form = InvitationForm(person(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _invite(request, form)
    return _page(request, form, status=400 if request.method == "POST" else 200)


def _page(request: HttpRequest, form: InvitationForm, *, link: str = "", status: int = 200) -> HttpResponse:
    user = person(request)
    waiting = Invitation.objects.open().select_related("invited_by")
    rows = [(row, is_backed(row), inviting.may_revoke(user, row)) for row in waiting]
    context = {"form": form, "rows": rows, "link": link, "tab": "invitations"}
    return render(request, "accounts/invitations.html", context, status=status)


def _invite(request: HttpRequest, form: InvitationForm) -> HttpResponse:
    said = form.cleaned_data
    invitation = inviting.invite(person(request), Role(said["role"]), email=said["email"], case=said["case"])
    if invitation.email:
        send_invitation.enqueue(invitation.pk)
        messages.success(request, f"The invitation to {invitation.email} is on its way.")
        return redirect("accounts:invitations")
    path = reverse("accounts:accept", args=[inviting.new_token(invitation)])
    return _page(request, InvitationForm(person(request)), link=request.build_absolute_uri(path))


@people_page(Action.INVITE, Action.MANAGE_PEOPLE, methods=("POST",))
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    inviting.revoke(person(request), get_object_or_404(Invitation, pk=pk))
    messages.success(request, "The invitation is taken back. Its link no longer works.")
    return redirect("accounts:invitations")


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an invitation gives; a press of the button leads on to the new account."""
    invitation = backed_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    if request.method == "POST" and not request.user.is_authenticated:
        request.session[KEY] = invitation.pk  # not the token: sessions are rows
        if invitation.email:  # the link went to this address, so whoever has it reads its mail
            AccountAdapter(request).stash_verified_email(request, invitation.email.lower())
        return redirect("account_signup")
    case = PublishedCase.objects.filter(slug=invitation.case_slug).first()
    return render(request, "accounts/invitation.html", {"invitation": invitation, "case": case})
