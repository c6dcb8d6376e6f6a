"""What was kept long enough is gone, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import Comment, CommentEvent, State
from rashomon_site.notifications.models import Confirmation, Letter, Subscription
from rashomon_site.privacy.purging import REMOVED_DAYS, purge
from rashomon_site.spam.models import Check
from tests.site.notifications.conftest import Write, decide, work


def age(comment: Comment, days: float) -> None:
    then = timezone.now() - timedelta(days=days)
    Comment.objects.filter(pk=comment.pk).update(posted_at=then)
    CommentEvent.objects.filter(comment=comment).update(at=then)


def test_addresses_go_and_their_token_stays(write: Write) -> None:
    old, young = write(), write()
    Check.objects.create(
        comment=old, checker="akismet", verdict="publish", kept={"sent": {"user_ip": "x"}, "guid": "g"}
    )
    age(old, 7.1)
    age(young, 6.9)
    assert "1 addresses" in purge()
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.address, old.user_agent, old.referrer) == (None, "", "")
    assert old.address_token
    assert old.checks.get().kept == {"guid": "g", "is_erased": True}
    assert young.address == "192.0.2.1"
    assert purge() == ""


def test_spam_goes_for_good_days_after_it_became_spam(write: Write, moderator: User, settings: object) -> None:
    seen, never, fresh = write(), write(), write()
    Comment.objects.filter(pk=never.pk).update(state=State.WAITING, number=None)
    for comment in (seen, never, fresh):
        age(comment, 40)
        decide(comment, State.SPAM, moderator)
    for comment in (seen, never):
        age(comment, 31)
    settings.SPAM_DAYS = 0  # type: ignore[attr-defined]  # Django's settings know their names at run time
    purge()
    assert Comment.objects.filter(text="").count() == 0
    settings.SPAM_DAYS = 30  # type: ignore[attr-defined]  # known at run time
    assert "2 spam" in purge()
    assert not Comment.objects.filter(pk=never.pk).exists()
    seen.refresh_from_db()
    assert (seen.name, seen.text, seen.email, seen.number) == ("Erased", "", "", 1)
    fresh.refresh_from_db()
    assert fresh.text
    assert "spam" not in purge()


def test_what_was_removed_goes_later_and_can_be_brought_back_until_then(write: Write, moderator: User) -> None:
    gone, back = write(), write()
    for comment in (gone, back):
        decide(comment, State.REMOVED, moderator)
        age(comment, REMOVED_DAYS + 1)
    decide(back, State.PUBLISHED, moderator)
    purge()
    gone.refresh_from_db()
    back.refresh_from_db()
    assert (gone.text, gone.number) == ("", 1)
    assert back.text


def test_wishes_that_nobody_confirmed_are_forgotten(write: Write) -> None:
    write()
    work()
    then = timezone.now() - timedelta(days=15)
    for model in (Subscription, Confirmation, Letter):
        model.objects.update(made_at=then)
    Confirmation.objects.update(expires_at=then)
    purge()
    assert not Subscription.objects.exists()
    assert Confirmation.objects.get().email == ""
    assert Letter.objects.exists()  # still counted: the box is not written to again so soon
    Letter.objects.update(made_at=timezone.now() - timedelta(days=31))
    purge()
    assert not Letter.objects.exists()
