"""Links in mails to moderators: each leads to a page that asks once more, and does nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.accounts.second_factor import lacks_second_factor
from rashomon_site.cases.permissions import may
from rashomon_site.comments.models import Comment, EventAction
from rashomon_site.moderation.policy import LEADS_TO, Decision

SALT = "rashomon.moderation.mail"
LASTS = timedelta(days=5)
BY_MAIL = (Decision.PUBLISH, Decision.SPAM, Decision.REMOVE)
_HARMLESS = (EventAction.REPORTED, EventAction.NOTED, EventAction.USED)


class LinkRefused(Exception):
    """The link does not hold, or no longer; the message says why, as the moderator may read it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link that holds asks for."""

    comment: Comment
    decision: Decision
    moderator: User


def links_for(moderator: User, comment: Comment) -> dict[str, str]:
    """Return the addresses for a mail to this moderator: `publish`, `spam`, `remove`, and `desk` for the whole letter.

    Decisions that would change nothing are left out.
    """
    links = {
        str(decision.value): _whole("moderation:by_mail", _token(moderator, comment, decision))
        for decision in BY_MAIL
        if LEADS_TO[decision] != comment.state
    }
    return {**links, "desk": _whole("moderation:one", comment.pk)}


def _whole(name: str, *args: object) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _token(moderator: User, comment: Comment, decision: Decision) -> str:
    stand = [comment.pk, decision.value, moderator.pk, comment.state, _last_event(comment)]
    return signing.dumps(stand, salt=SALT, compress=False)


def _last_event(comment: Comment) -> int:
    """Return what is another number as soon as the comment was decided on or edited: so a link serves once."""
    events = comment.events.exclude(action__in=_HARMLESS).order_by("-id")
    return events.values_list("pk", flat=True).first() or 0


def read_link(token: str, signed_in: object = None) -> Asked:
    """Return what a link asks for; raises LinkRefused for one that is forged, old, used, or somebody else's."""
    try:
        comment_key, decision, moderator_key, state, event = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as old:
        raise LinkRefused(f"The link is older than {LASTS.days} days. Open the comment on the desk.") from old
    except (signing.BadSignature, ValueError, TypeError) as bad:
        raise LinkRefused("The link is not whole. Copy all of it from the mail.") from bad
    moderator = User.objects.filter(pk=moderator_key).first()
    comment = Comment.objects.select_related("case").filter(pk=comment_key).first()
    _check_person(moderator, signed_in)
    if moderator is None or comment is None:
        raise LinkRefused("The comment is no longer there.")
    if comment.state != state or _last_event(comment) != event:
        raise LinkRefused("The comment has changed, or somebody has decided on it, since the mail was written.")
    return Asked(comment, Decision(decision), moderator)


def _check_person(moderator: User | None, signed_in: object) -> None:
    if moderator is None or not may(moderator, Action.MODERATE):
        raise LinkRefused("The account that the mail went to may no longer moderate.")
    if settings.SECOND_FACTOR == "required" and lacks_second_factor(moderator):
        raise LinkRefused("Set up a second factor first: this site requires one of its editors.")
    if isinstance(signed_in, User) and signed_in.pk != moderator.pk:
        raise LinkRefused("The mail went to another account than the one you are signed in with.")
