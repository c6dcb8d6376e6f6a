"""Who may do what: one table of roles and one of actions. Readers have no account and need none."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What an account is for. One each; a superuser counts as administrator."""

    CONTRIBUTOR = "contributor", "Contributor"
    AUTHOR = "author", "Author"
    MODERATOR = "moderator", "Moderator"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class Action(TextChoices):
    """What a role may allow. `own` means: on cases whose authors or invited writers include the account."""

    CREATE_CASE = "case.create", "start a case"
    EDIT_OWN = "case.edit-own", "save revisions of own cases"
    EDIT_ANY = "case.edit-any", "save revisions of any case"
    PUBLISH_OWN = "case.publish-own", "publish own cases"
    PUBLISH_ANY = "case.publish-any", "publish any case"
    SEE_DRAFTS = "case.see-drafts", "read drafts of any case"
    SEE_AUDIT = "audit.see", "read the audit log"
    MODERATE = "comment.moderate", "moderate the discussion"
    INVITE = "people.invite", "invite people"
    MANAGE_PEOPLE = "people.manage", "change roles and close accounts"
    ADMINISTER = "site.administer", "use the administration pages"


_CONTRIBUTOR = {Action.CREATE_CASE, Action.EDIT_OWN}
_AUTHOR = _CONTRIBUTOR | {Action.PUBLISH_OWN}
_MODERATOR = {Action.MODERATE, Action.SEE_AUDIT}
_EDITOR = _AUTHOR | _MODERATOR | {Action.EDIT_ANY, Action.PUBLISH_ANY, Action.SEE_DRAFTS, Action.INVITE}

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.CONTRIBUTOR: frozenset(_CONTRIBUTOR),
    Role.AUTHOR: frozenset(_AUTHOR),
    Role.MODERATOR: frozenset(_MODERATOR),
    Role.EDITOR: frozenset(_EDITOR),
    Role.ADMINISTRATOR: frozenset(Action),
}


def up_to(role: Role) -> list[Role]:
    """Return the roles that allow nothing which `role` does not allow, itself among them."""
    return [other for other in Role if ALLOWED[other] <= ALLOWED[role]]
