"""Everything that is kept of one e-mail address, and how it is erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rashomon_site.cases.services.audit import record
from rashomon_site.comments.models import Comment, Contribution, State
from rashomon_site.comments.services.states import change_state, lock_discussion, tell_readers
from rashomon_site.moderation.erasing import empty
from rashomon_site.notifications.mail_addresses import email_token, mailbox_token, tidy
from rashomon_site.notifications.models import Confirmation, Letter, Subscription
from rashomon_site.spam.filter.learning import learn, lesson_of

COLUMNS = [
    "number",
    "state",
    "kind",
    "about",
    "about_words",
    "name",
    "email",
    "url",
    "text",
    "posted_at",
    "published_at",
    "edited_at",
    "public_note",
    "reason",
    "address",
    "address_token",
    "user_agent",
    "referrer",
    "stamped_at",
    "honeypot",
    "origin",
]


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever writes from one address."""

    email: str

    @property
    def comments(self) -> QuerySet[Comment]:
        """What was written with the address."""
        return Comment.objects.filter(email__iexact=tidy(self.email) or "-").select_related("case").order_by("pk")

    @property
    def subscriptions(self) -> QuerySet[Subscription]:
        """What the address asked to be told of."""
        return Subscription.objects.filter(email_token=email_token(self.email) or "-").select_related("case", "comment")

    @property
    def is_known(self) -> bool:
        """Whether anything is kept."""
        return self.comments.exists() or self.subscriptions.exists()

    def everything(self) -> dict[str, Any]:
        """Return all that is kept, as plain values. People of the site who decided are not named."""
        return {
            "email": tidy(self.email),
            "exported_at": timezone.now().isoformat(timespec="seconds"),
            "comments": [_comment(comment) for comment in self.comments],
            "subscriptions": [_subscription(wish) for wish in self.subscriptions],
            "mails": [
                {"kind": kind, "made_at": made.isoformat(), "sent_at": sent.isoformat() if sent else None}
                for kind, made, sent in Letter.objects.filter(mailbox_token=mailbox_token(self.email) or "-")
                .order_by("pk")
                .values_list("kind", "made_at", "sent_at")
            ],
        }


def _plain(row: Any, columns: list[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in columns}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def _comment(comment: Comment) -> dict[str, Any]:
    checks = comment.checks.order_by("pk")
    return {
        "case": comment.case.slug,
        **_plain(comment, COLUMNS),
        "in_reply_to": comment.in_reply_to.number if comment.in_reply_to else None,
        "history": [
            {"at": event.at.isoformat(), "action": event.action, "before": event.before, "after": event.after}
            for event in comment.events.order_by("pk")
        ],
        "checks": [_plain(check, ["at", "checker", "verdict", "reasons", "score", "kept"]) for check in checks],
        "contributions": [
            _plain(made, ["kind", "item", "item_words", "made_at", "published_at"])
            for made in comment.contributions.order_by("pk")
        ],
    }


def _subscription(wish: Subscription) -> dict[str, Any]:
    comment = wish.comment.number if wish.comment else None
    columns = ["kind", "email", "stage", "made_at", "confirmed_at", "unsubscribed_at"]
    return {"case": wish.case.slug, "comment": comment, **_plain(wish, columns)}


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did, in numbers."""

    comments: int
    subscriptions: int
    cases_to_look_at: tuple[str, ...] = ()
    """Cases whose text may credit the writer by name: revisions never change, so an editor saves a new one."""


def note_export(person: Person, how: str) -> None:
    """Write in the log that somebody's data went out, without saying whose."""
    record(None, "privacy.exported", comments=person.comments.count(), how=how)


@transaction.atomic
def erase(person: Person, how: str) -> Erased:
    """Erase everything of one address. A comment that had a number leaves its place, and nothing of its writer."""
    comments = sorted(person.comments, key=lambda one: (one.case_id, one.pk))  # as moderators go, case by case
    learn([lesson_of(comment, None) for comment in comments])
    credited, count = _credited(comments), person.subscriptions.count()
    for comment in comments:
        _erase_comment(comment)
    person.subscriptions.all().delete()
    Confirmation.objects.filter(email_token=email_token(person.email) or "-").update(email="", email_token="")
    done = Erased(len(comments), count, credited)
    record(
        None, "privacy.erased", comments=len(comments), subscriptions=count, credited_in=", ".join(credited), how=how
    )
    return done


def _credited(comments: list[Comment]) -> tuple[str, ...]:
    made = Contribution.objects.filter(comment__in=comments).order_by("comment__case__slug")
    return tuple(dict.fromkeys(made.values_list("comment__case__slug", flat=True)))


def _erase_comment(comment: Comment) -> None:
    if comment.number is None and not comment.contributions.exists():
        comment.delete()
        return
    if comment.state != State.REMOVED:
        change_state(comment, State.REMOVED, actor=None, by_writer=True, reason="Removed at the writer’s request.")
    empty(comment)
    tell_readers(lock_discussion(comment.case))
