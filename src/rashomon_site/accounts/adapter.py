"""How allauth asks this site: who may sign up, which names are free, what an invitation gives."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from rashomon_site.accounts.accepting import KEY, accept, invitation_of
from rashomon_site.accounts.models import User
from rashomon_site.accounts.taken import check_name

WRONG = "The user name or the password is wrong."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The site's own answers to allauth's questions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "username_email_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "Too many attempts that failed. Wait five minutes, then try again.",
        "username_taken": "This user name is taken. Choose another.",
        "incorrect_password": "The password is wrong.",
    }

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with the site's own one for addresses."""
        plain = "allauth.account.stages.EmailVerificationStage"
        own = "rashomon_site.accounts.stages.AddressStage"
        return [own if stage == plain else stage for stage in super().get_login_stages()]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may make an account: by the SIGNUP setting, and by an invitation."""
        if settings.SIGNUP == "invited":
            return invitation_of(request) is not None
        return bool(settings.SIGNUP == "open")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return a user name that is free; raises ValidationError for one that looks like somebody else's."""
        cleaned: str = super().clean_username(username, shallow=shallow)
        if not shallow:
            try:
                check_name(cleaned)
            except ValidationError as error:
                raise ValidationError(error.messages, code="username_taken") from None
        return cleaned

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Save a new account, with what its invitation gives; an invitation is used up in the same moment."""
        user.display_name = form.cleaned_data.get("display_name", "")
        saved: User = super().save_user(request, user, form, commit=commit)
        invitation = invitation_of(request)
        if commit and invitation:
            accept(invitation, saved)
            request.session.pop(KEY, None)
        return saved
