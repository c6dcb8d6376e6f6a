"""Tell moderators what waits: at once, once a day, or never, as each chooses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import ALLOWED, Action
from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation.mail_links import links_for
from rashomon_site.notifications.kinds import Draft
from rashomon_site.notifications.mail_addresses import mailbox_token
from rashomon_site.notifications.messages import Message, link, one_line
from rashomon_site.notifications.models import DigestChoice, LetterKind, Often
from rashomon_site.notifications.sending import put

SALT = "rashomon.notifications.digest"
GATHER = timedelta(minutes=2)
AT_MOST_EVERY = timedelta(minutes=15)
FIRST_HOUR = 6  # UTC
SHOWN = 20


def choice_of(user: User) -> DigestChoice:
    """Return how often a person wants to hear; without a choice, once a day."""
    return DigestChoice.objects.filter(user=user).first() or DigestChoice(user=user)


def choose(user: User, often: Often) -> None:
    """Keep a person's choice."""
    DigestChoice.objects.update_or_create(user=user, defaults={"often": often})


def moderators() -> QuerySet[User]:
    """Return everybody who may moderate and has an address."""
    roles = [role for role, actions in ALLOWED.items() if Action.MODERATE in actions]
    people = User.objects.filter(is_active=True).exclude(email="")
    return people.filter(role__in=roles) | people.filter(is_superuser=True)


def tell_at_once() -> None:
    """Have a mail sent to those who want to hear at once: a little later, so that several letters make one mail."""
    now = timezone.now()
    for choice in DigestChoice.objects.filter(often=Often.AT_ONCE, user__in=moderators()).select_related("user"):
        last = choice.last_sent_at
        wait = max(GATHER, last + AT_MOST_EVERY - now) if last else GATHER
        put(LetterKind.DIGEST, choice.user_id, mailbox_token(choice.user.email), wait=wait)


def send_digests() -> str:
    """Have the day's mail sent to those who want one; for `operations.housekeeping`."""
    now = timezone.now()
    if now.hour < FIRST_HOUR or not waiting().exists():
        return ""
    return f"{sum(_send_daily(user) for user in moderators())} moderators told"


def _send_daily(user: User) -> bool:
    choice = choice_of(user)
    last = choice.last_sent_at
    if choice.often != Often.DAILY or (last and last.date() >= timezone.now().date()):
        return False
    put(LetterKind.DIGEST, user.pk, mailbox_token(user.email))
    return True


def waiting() -> QuerySet[Comment]:
    """Return what waits, longest first."""
    return Comment.objects.filter(state=State.WAITING).select_related("case").order_by("posted_at", "pk")


def draft(user_id: int) -> Draft | None:
    """Return the mail with what waits, each with links that lead to a question and do nothing by themselves."""
    user = moderators().filter(pk=user_id).first()
    count = waiting().count()
    if user is None or not user.may(Action.MODERATE) or not count or choice_of(user).often == Often.NEVER:
        return None
    rows = [_row(user, comment) for comment in waiting()[:SHOWN]]
    more = max(0, count - SHOWN)
    context = {"rows": rows, "count": count, "more": more, "choices": link("notifications:choices")}
    words = "1 comment waits" if count == 1 else f"{count} comments wait"
    message = Message(user.email, words, "notifications/mail/digest.txt", context, stop_link=stop_link(user))
    return Draft(message, lambda: _mark(user))


def _row(user: User, comment: Comment) -> dict[str, Any]:
    return {
        "case": one_line(comment.case.title, 80),
        "name": one_line(comment.name, 80),
        "posted_at": comment.posted_at,
        "excerpt": one_line(comment.text, 300),
        "links": links_for(user, comment),
    }


def _mark(user: User) -> None:
    DigestChoice.objects.update_or_create(user=user, defaults={"last_sent_at": timezone.now()})


def stop_link(user: User) -> str:
    """Return the address that ends these mails without signing in."""
    return link("notifications:stop_digest", signing.dumps(user.pk, salt=SALT, compress=False))


def stopped_by(token: str) -> User | None:
    """Return whose mails a link ends; raises BadSignature for a forged one."""
    return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
