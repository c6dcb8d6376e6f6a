"""The forms that people fill in about themselves and others."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.forms import AddEmailForm as PlainAddEmailForm
from allauth.account.forms import ChangePasswordForm as PlainChangePasswordForm
from allauth.account.forms import LoginForm as PlainLoginForm
from allauth.account.forms import ReauthenticateForm as PlainReauthenticateForm
from allauth.account.forms import ResetPasswordForm as PlainResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as PlainResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as PlainSetPasswordForm
from allauth.account.forms import SignupForm as PlainSignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.db.models import QuerySet

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.accounts.taken import check_name
from rashomon_site.cases.models import PublishedCase

HINT = "At least 12 characters. A few words together are easy to remember."
WORDS = {  # by field: its label, and what helps to fill it in
    "email": ("E-mail address", ""),
    "oldpassword": ("Your password now", ""),
    "password1": ("New password", HINT),
    "password2": ("The new password once more", ""),
}


class _PlainWords:
    """Labels and hints in the site's words, for forms that are otherwise allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = getattr(self, "fields", {})
        for name, field in fields.items():
            field.label, field.help_text = WORDS.get(name, (field.label, field.help_text))


class AddEmailForm(_PlainWords, PlainAddEmailForm):  # type: ignore[misc]  # allauth has no types
    """Another address."""


class ChangePasswordForm(_PlainWords, PlainChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password for one that is known."""


class SetPasswordForm(_PlainWords, PlainSetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A first password."""


class ResetPasswordForm(_PlainWords, PlainResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Where to send the link to a new password."""


class ResetPasswordKeyForm(_PlainWords, PlainResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password, by the link of a mail."""


class LoginForm(PlainLoginForm):  # type: ignore[misc]  # allauth has no types
    """Signing in, in the site's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name or e-mail address"
        self.fields["password"].help_text = ""  # the page links to a new password beside the button
        self.fields["remember"].label = "Keep me signed in on this device"


class ReauthenticateForm(PlainReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more, in the site's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey, which signs in by itself unless its person says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of the passkey"
        self.fields["name"].help_text = "To tell it from others, such as the device that keeps it."
        self.fields["passwordless"].label = "Sign in with it alone, without the password"
        self.fields["passwordless"].initial = True


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
        self.fields["password1"].help_text = HINT
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
