"""What happens in the discussion and in cases, as far as somebody may want to hear of it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from rashomon_site.cases.models import Publication
from rashomon_site.comments.models import Comment, CommentEvent, Contribution, State
from rashomon_site.comments.services.posting import Wishes
from rashomon_site.comments.signals import comment_posted, contribution_published, state_changed
from rashomon_site.notifications import digests, noticing, subscribing
from rashomon_site.notifications.models import Wish

NOT_IN_ORDER = {"being-checked", "check-failed", "honeypot", "too-fast", "no-stamp", "old-stamp", "repeated"}
"""Reasons to hold that a machine may give rise to: no mail goes out before a person has published the comment."""


@receiver(comment_posted)
def keep_wishes(sender: object, comment: Comment, wishes: Wishes, **more: Any) -> None:
    """Keep what the writer ticked."""
    if wishes.replies:
        subscribing.ask_about_comment(comment, Wish.REPLIES)
    if wishes.outcome:
        subscribing.ask_about_comment(comment, Wish.OUTCOME)


@receiver(state_changed)
def tell(sender: object, comment: Comment, event: CommentEvent, **more: Any) -> None:
    """Have wishes confirmed and news told, as far as the comment is in order."""
    if event.after == State.PUBLISHED or (event.after == State.WAITING and _in_order(event)):
        subscribing.make_ready(comment)
    if event.after == State.PUBLISHED and event.before != State.PUBLISHED:
        noticing.note_reply(comment)
        if event.actor_id:
            noticing.note_published(comment)
    if event.after == State.WAITING:
        digests.tell_at_once()


def _in_order(event: CommentEvent) -> bool:
    codes = {str(check.get("code")) for check in event.detail.get("checks", []) if isinstance(check, dict)}
    return not codes & NOT_IN_ORDER


@receiver(contribution_published)
def tell_what_it_led_to(sender: object, contribution: Contribution, **more: Any) -> None:
    """Tell the writer of a comment what it led to."""
    noticing.note_contribution(contribution)


@receiver(post_save, sender=Publication)
def tell_of_case(sender: object, instance: Publication, raw: bool = False, **more: Any) -> None:
    """Tell those who follow a case that it was published anew."""
    if instance.published_at and instance.withdrawn_at is None and not raw:
        noticing.note_publication(instance)
