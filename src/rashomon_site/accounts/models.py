"""People with an account, invitations to make one, and counters that all processes share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from rashomon_site.accounts.names import look
from rashomon_site.accounts.roles import ALLOWED, Action, Role, up_to

INVITATION_LASTS = timedelta(days=14)


class User(AbstractUser):
    """An account. What it may do follows from its one role; the public byline is `cases.Author`."""

    display_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.CONTRIBUTOR)
    # How the names look to a reader, so that look-alikes are found; see `names.look`.
    username_look = models.CharField(max_length=600, editable=False, db_index=True)
    display_name_look = models.CharField(max_length=600, blank=True, editable=False, db_index=True)

    is_held_back = False
    """Set for one request, where a second factor is required and missing; see `second_factor`."""

    @property
    def shown_name(self) -> str:
        """The name that other people see."""
        return self.display_name or self.username

    @property
    def effective_role(self) -> Role:
        """The role that counts: a superuser, as Django's own command makes one, is an administrator."""
        return Role.ADMINISTRATOR if self.is_superuser else Role(self.role)

    def may(self, action: Action) -> bool:
        """Whether the account's role allows `action` (on some case; `cases.permissions` knows on which)."""
        return self.is_active and not self.is_held_back and action in ALLOWED[self.effective_role]

    def may_grant(self) -> list[Role]:
        """Return the roles that the account may give to somebody it invites: at most its own."""
        return up_to(self.effective_role) if self.may(Action.INVITE) else []

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, and keep the looks in step with the names."""
        self.username_look, self.display_name_look = look(self.username), look(self.display_name)
        if update_fields is not None:
            update_fields = {*update_fields, "username_look", "display_name_look"}
        super().save(*args, update_fields=update_fields, **kwargs)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open(self) -> InvitationQuerySet:
        """Invitations that can still be accepted."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> Invitation | None:
        """Return the open invitation to which the secret of a link belongs."""
        return self.open().select_related("invited_by").filter(token_sha256=token_digest(token)).first()


def token_digest(token: str) -> str:
    """Return what is stored of a link's secret."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Invitation(models.Model):
    """A link with which somebody may make one account. Of the secret in the link only a digest is kept."""

    token_sha256 = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - none until a link is made
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.CONTRIBUTOR)
    case_slug = models.SlugField(max_length=80, blank=True)  # no key, as `cases` rests on this app; slugs never change
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"invitation {self.pk} as {self.role}"

    @property
    def state(self) -> str:
        """Where it stands: used, revoked, expired or open."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"


class SharedCacheRow(models.Model):
    """A row of Django's database cache: failed sign-ins are counted here for all processes together.

    The cache itself reads and writes the table; it stands here so that a migration makes it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "shared_cache"

    def __str__(self) -> str:
        return self.cache_key
