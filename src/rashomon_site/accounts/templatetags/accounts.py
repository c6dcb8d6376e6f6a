"""Parts of pages about people."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.urls import reverse
from django.utils.safestring import SafeString

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.accounts.second_factor import lacks_second_factor

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw a form's field in the site's look, tied to its hint and its error."""
    attrs: dict[str, Any] = {"class": "in", "placeholder": False}
    described = [
        f"{field.auto_id}_{part}" for part, text in (("hint", field.help_text), ("error", field.errors)) if text
    ]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if is_check(field):
        del attrs["class"]
    return field.as_widget(attrs=attrs)


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the field is a box to tick."""
    return isinstance(field.field.widget, CheckboxInput)


@register.inclusion_tag("accounts/parts/second_factor.html", takes_context=True)
def second_factor_notice(context: template.Context) -> dict[str, bool]:
    """Ask editors and administrators who have only a password to set up more."""
    request = context.get("request")
    return {
        "asked": lacks_second_factor(getattr(request, "user", None)),
        "required": settings.SECOND_FACTOR == "required",
        "here": getattr(request, "path", "") == reverse("mfa_index"),
    }


@register.simple_tag(takes_context=True)
def sees_people(context: template.Context) -> bool:
    """Whether the visitor may open the list of people."""
    user = getattr(context.get("request"), "user", None)
    return isinstance(user, User) and (user.may(Action.INVITE) or user.may(Action.MANAGE_PEOPLE))


@register.simple_tag
def signup_mode() -> str:
    """Return who may make an account: invited, open or closed."""
    return str(settings.SIGNUP)
