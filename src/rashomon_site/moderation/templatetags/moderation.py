"""What other pages show of moderation."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.moderation.letter import code_words
from rashomon_site.moderation.queue import waiting_count

register = template.Library()
register.filter("reason_words", code_words)


@register.simple_tag(takes_context=True)
def comments_to_read(context: template.Context) -> int | None:
    """Return how many comments need a moderator, or None for people who are none."""
    user = getattr(context.get("request"), "user", None)
    return waiting_count() if isinstance(user, User) and may(user, Action.MODERATE) else None


@register.simple_tag(takes_context=True)
def may_moderate(context: template.Context) -> bool:
    """Whether the visitor may moderate."""
    user = getattr(context.get("request"), "user", None)
    return isinstance(user, User) and may(user, Action.MODERATE)


@register.filter
def age(moment: datetime) -> str:
    """Return how long ago that was, short: 40 min, 21 h, 3 days."""
    minutes = max(0, int((timezone.now() - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


@register.simple_tag
def address_if_any(name: str, *args: object) -> str:
    """Return an address, or "" while no part of the site has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
