"""Whether a name is free: not that of another account or byline, and not a look-alike of one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q

from rashomon_site.accounts.models import User
from rashomon_site.accounts.names import is_readable, look

TAKEN = "Somebody here has this name, or one that looks the same. Choose another."
UNREADABLE = "This name has no letters, or signs that cannot be seen. Choose another."


def check_name(name: str, *, owner: User | None = None) -> None:
    """Raise ValidationError for a name that readers could take for another person's than `owner`'s."""
    if not is_readable(name) or not look(name):
        raise ValidationError(UNREADABLE)
    if _is_of_account(look(name), owner) or _is_of_byline(name, owner):
        raise ValidationError(TAKEN)


def _is_of_account(shape: str, owner: User | None) -> bool:
    others = User.objects.exclude(pk=owner.pk) if owner else User.objects.all()
    return others.filter(Q(username_look=shape) | Q(display_name_look=shape)).exists()


def _is_of_byline(name: str, owner: User | None) -> bool:
    from rashomon_site.cases.models import Author
    from rashomon_site.cases.slugs import slug_of

    others = Author.objects.exclude(user=owner) if owner else Author.objects.all()
    if others.filter(slug=slug_of(name)).exists():
        return True
    shape = look(name)
    return any(look(other) == shape for other in others.values_list("name", flat=True).iterator())
