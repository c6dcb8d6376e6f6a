"""One's own names."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rashomon_site.accounts import profiles
from rashomon_site.accounts.access import people_page, person
from rashomon_site.accounts.forms import BylineForm, ProfileForm
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import Author


@people_page()
def profile(request: HttpRequest) -> HttpResponse:
    """Show one's own names and byline."""
    return _page(request)


def _page(request: HttpRequest, *, form: Form | None = None, byline: Form | None = None) -> HttpResponse:
    user = person(request)
    context = {
        "form": form or ProfileForm(initial={"display_name": user.display_name}),
        "byline_form": byline or _byline_form(user),
        "author": Author.objects.filter(user=user).first(),
    }
    return render(request, "accounts/profile.html", context, status=400 if form or byline else 200)


def _byline_form(user: User) -> BylineForm:
    author = Author.objects.filter(user=user).first()
    if author is None:
        return BylineForm(initial={"name": user.shown_name})
    return BylineForm(initial={"name": author.name, "bio": author.bio, "url": author.url})


@people_page(methods=("POST",))
def save_name(request: HttpRequest) -> HttpResponse:
    """Change the name that others see."""
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            profiles.set_display_name(person(request), " ".join(form.cleaned_data["display_name"].split()))
            messages.success(request, "The name is saved.")
            return redirect("accounts:profile")
        except ValidationError as error:
            form.add_error("display_name", error)
    return _page(request, form=form)


@people_page(methods=("POST",))
def save_byline(request: HttpRequest) -> HttpResponse:
    """Change the public byline."""
    form = BylineForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            name = " ".join(said["name"].split())
            profiles.set_byline(person(request), name=name, bio=said["bio"], url=said["url"])
            messages.success(request, "The byline is saved.")
            return redirect("accounts:profile")
        except ValidationError as error:
            form.add_error("name", error)
    return _page(request, byline=form)
