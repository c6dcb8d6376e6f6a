"""Django's own administration pages, for administrators alone and mostly for looking.

What has rules of its own is read-only here: revisions, publications and the log never change, and roles, closing
accounts and invitations go through /people/, which writes them down.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, URLField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rashomon_site.accounts.models import Invitation, User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import AuditEntry, Author, CaseRevision, Publication, PublishedCase
from rashomon_site.cases.services.audit import record


def may_administer(request: HttpRequest) -> bool:
    """Whether the visitor may use these pages."""
    return isinstance(request.user, User) and request.user.may(Action.ADMINISTER)


class Administration(admin.AdminSite):
    """The site's administration. Signing in happens where everybody signs in, second factor and all."""

    site_header = "Administration"
    site_title = "Administration"
    index_title = "Rows behind the site"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor may use these pages."""
        return may_administer(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send visitors to the sign-in page, and people without the right to the desk."""
        if request.user.is_authenticated:
            return redirect("workbench:index")
        return redirect_to_login(request.GET.get("next", "") or request.get_full_path())

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send people to the page that signs out."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send people to the page that changes the password."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send people to the page that changes the password."""
        return redirect("account_change_password")


class LookOnly(admin.ModelAdmin[Any]):
    """Rows that administrators may look at."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the rows are listed."""
        return may_administer(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether a row may be looked at."""
        return may_administer(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes rows here."""
        return False


class AuthorAdmin(LookOnly):
    """Bylines: here an administrator ties one to the account of the person who bears the name."""

    list_display = ("name", "slug", "user")
    search_fields = ("name",)
    fields = ("name", "bio", "url", "user")
    raw_id_fields = ("user",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators may change bylines."""
        return may_administer(request)

    def save_model(self, request: HttpRequest, obj: Author, form: ModelForm[Author], change: bool) -> None:
        """Save the byline and write it down."""
        super().save_model(request, obj, form, change)
        if isinstance(request.user, User):
            record(request.user, "byline.changed", after=obj.name, fields=sorted(form.changed_data))


class UserAdmin(LookOnly):
    """Accounts, without what guards them."""

    list_display = ("username", "display_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "display_name")
    fields = ("username", "display_name", "email", "role", "is_active", "date_joined", "last_login")


class InvitationAdmin(LookOnly):
    """Invitations, without the digests of their links."""

    list_display = ("__str__", "invited_by", "created_at", "used_at", "revoked_at")
    exclude = ("token_sha256",)


class EmailAddressAdmin(LookOnly):
    """Addresses, and whether they are confirmed."""

    list_display = ("email", "user", "verified", "primary")
    search_fields = ("email",)


class CaseAdmin(LookOnly):
    """Cases."""

    list_display = ("slug", "title", "published_at")
    search_fields = ("slug", "title")


class RevisionAdmin(LookOnly):
    """Revisions, which never change."""

    list_display = ("case", "number", "created_by_name", "created_at", "message")
    list_select_related = ("case",)
    exclude = ("document",)


class PublicationAdmin(LookOnly):
    """When what was published."""

    list_select_related = ("case", "revision")


class AuditAdmin(LookOnly):
    """Who did what, which never changes."""

    list_display = ("at", "actor_name", "action", "case_slug")
    list_filter = ("action",)


administration = Administration(name="admin")
for _model, _pages in (
    (User, UserAdmin),
    (Invitation, InvitationAdmin),
    (EmailAddress, EmailAddressAdmin),
    (Author, AuthorAdmin),
    (PublishedCase, CaseAdmin),
    (CaseRevision, RevisionAdmin),
    (Publication, PublicationAdmin),
    (AuditEntry, AuditAdmin),
):
    administration.register(_model, _pages)
