"""The forms that people fill in about themselves and others."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.forms import SignupForm as PlainSignupForm
from django import forms
from django.db.models import QuerySet

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.accounts.taken import check_name
from rashomon_site.cases.models import PublishedCase


class SignupForm(PlainSignupForm):  # type: ignore[misc]  # allauth has no types
    """A new account: also the name that others see."""

    display_name = forms.CharField(
        label="Your name", max_length=120, required=False, help_text="As other people here see it. May be left empty."
    )
    field_order = ["email", "username", "display_name", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"
        self.fields["username"].label = "User name"
        self.fields["username"].help_text = "For signing in. Letters, digits and @ . + - _"
        self.fields["password1"].help_text = "At least 12 characters. A few words together are easy to remember."
        self.fields["password2"].label = "The password once more"

    def clean_display_name(self) -> str:
        """Return the name others see, if it is free; raises ValidationError."""
        name = " ".join(str(self.cleaned_data["display_name"]).split())
        if name:
            check_name(name)
        return name


class ProfileForm(forms.Form):
    """The name that other people with an account see."""

    display_name = forms.CharField(
        label="Your name", max_length=120, required=False, help_text="Left empty, others see your user name."
    )


class BylineForm(forms.Form):
    """What readers see under the cases that somebody wrote."""

    name = forms.CharField(label="Name under your cases", max_length=200)
    bio = forms.CharField(
        label="About you",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A line or two for readers: what you know about, what you are part of.",
    )
    url = forms.URLField(label="Your page", required=False, max_length=2000, assume_scheme="https")


class InvitationForm(forms.Form):
    """Whom to invite, and to what."""

    email = forms.EmailField(
        label="E-mail address", required=False, help_text="Left empty, you get the link and pass it on yourself."
    )
    role = forms.ChoiceField(label="Role")
    case = forms.ModelChoiceField(
        PublishedCase.objects.none(), label="Case to write on", required=False, empty_label="None", to_field_name="slug"
    )

    def __init__(self, actor: User, data: Any = None) -> None:
        super().__init__(data)
        choices = [(role.value, role.label) for role in actor.may_grant()]
        cast(forms.ChoiceField, self.fields["role"]).choices = choices
        cast(forms.ModelChoiceField[PublishedCase], self.fields["case"]).queryset = _publishable(actor)


def _publishable(actor: User) -> QuerySet[PublishedCase]:
    return PublishedCase.objects.order_by("title") if actor.may(Action.PUBLISH_ANY) else PublishedCase.objects.none()
