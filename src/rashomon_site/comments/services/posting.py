"""Accept a comment: checked before anything is written, then written once, whole, with its first state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.models import Comment, CommentEvent, EventAction, Kind, State
from rashomon_site.comments.services.states import change_state
from rashomon_site.comments.signals import comment_posted
from rashomon_site.spam.checking import Outcome, check_at_once, keep
from rashomon_site.spam.verdicts import Verdict

STATES = {
    Verdict.PUBLISH: State.PUBLISHED,
    Verdict.HOLD: State.WAITING,
    Verdict.SPAM: State.SPAM,
    Verdict.DISCARD: State.SPAM,
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the writer wants to be told of by mail; each is confirmed by a link before anything is sent."""

    replies: bool = False
    outcome: bool = False  # what the comment moved in the case


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader sent, read from the form and already of the right shape."""

    name: str
    text: str
    email: str = ""
    kind: Kind = Kind.COMMENT
    about: str = ""
    about_words: str = ""
    in_reply_to: Comment | None = None
    honeypot: str = ""
    stamp: str = ""  # the form's stamp as it came
    stamped_at: datetime | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Connection:
    """What the connection tells of the sender."""

    address: str = ""
    user_agent: str = ""
    referrer: str = ""


def post(case: PublishedCase, entry: Entry, connection: Connection, user: User | None = None) -> Comment:
    """Accept a comment and return it, with its state. The same form sent twice gives the same comment.

    Raises ValidationError for a text or a name that the database could not keep; the form has checked all else.
    """
    comment = _comment(case, entry, connection, user)
    _pass_over_removed(comment)
    known = Comment.objects.filter(submission_key=comment.submission_key).first()
    if known:
        return known
    outcome = check_at_once(comment)  # before the transaction, which is short for that
    try:
        return _write(comment, entry.wishes, outcome)
    except IntegrityError:  # the second click of two came at the same moment
        return Comment.objects.get(submission_key=comment.submission_key)


def is_known(case: PublishedCase, entry: Entry, connection: Connection) -> bool:
    """Whether this very form has been accepted already, so that sending it again is no second comment."""
    key = _submission_key(case, entry, address_token(connection.address))
    return Comment.objects.filter(submission_key=key, removed_by_writer=False).exists()


def _pass_over_removed(comment: Comment) -> None:
    """Give a comment another key than one that its writer removed, and now sends once more from the same form."""
    while Comment.objects.filter(submission_key=comment.submission_key, removed_by_writer=True).exists():
        comment.submission_key = sha256(f"once more: {comment.submission_key}".encode()).hexdigest()


@transaction.atomic
def _write(comment: Comment, wishes: Wishes, outcome: Outcome) -> Comment:
    comment.save(force_insert=True)
    CommentEvent.objects.create(
        comment=comment, actor=comment.user, actor_name=comment.name, action=EventAction.POSTED, after=State.WAITING
    )
    comment_posted.send(Comment, comment=comment, wishes=wishes)
    apply(comment, outcome)
    return comment


@transaction.atomic
def apply(comment: Comment, outcome: Outcome) -> None:
    """Keep what the checks found, and bring the comment to the state that follows from it."""
    keep(comment, outcome.findings)
    change_state(comment, STATES[outcome.verdict], actor=None, reason=outcome.for_writer, checks=outcome.told())


def _comment(case: PublishedCase, entry: Entry, connection: Connection, user: User | None) -> Comment:
    for text in (entry.name, entry.text, entry.email):
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError("The comment holds a sign that cannot be stored. Remove it.")
    token = address_token(connection.address)
    return Comment(
        case=case,
        kind=entry.kind,
        about=entry.about,
        about_words=entry.about_words[:300],
        in_reply_to=entry.in_reply_to,
        name=entry.name,
        email=entry.email,
        user=user,
        text=entry.text,
        address=connection.address or None,
        address_token=token,
        user_agent=_line(connection.user_agent),
        referrer=_line(connection.referrer),
        stamped_at=entry.stamped_at,
        honeypot=entry.honeypot[:200],
        submission_key=_submission_key(case, entry, token),
    )


def _line(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:500]


def _submission_key(case: PublishedCase, entry: Entry, token: str) -> str:
    """Return what is the same when one form is sent twice, and differs for anything else."""
    replied = str(entry.in_reply_to.pk) if entry.in_reply_to else ""
    parts = (str(case.pk), entry.stamp, token, entry.name, entry.text, entry.kind, entry.about, replied)
    return sha256("\x1f".join(parts).encode()).hexdigest()
