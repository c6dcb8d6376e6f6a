"""News for those who asked and confirmed: written down with the change, mailed soon after, several in one mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from rashomon.explain.words import percent
from rashomon_site.cases.models import Publication
from rashomon_site.comments.models import Comment, Contribution, State
from rashomon_site.notifications.kinds import Draft
from rashomon_site.notifications.mail_addresses import email_token
from rashomon_site.notifications.messages import Message, link, one_line
from rashomon_site.notifications.models import LetterKind, Notice, Stage, Subscription, What, Wish
from rashomon_site.notifications.sending import put
from rashomon_site.notifications.subscribing import stop_link
from rashomon_site.reading.movement import moves_of

LONGEST_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news, in words."""

    words: str
    link: str
    excerpt: str = ""


def note_reply(reply: Comment) -> None:
    """Note that a reply can be read now."""
    if reply.in_reply_to_id is None:
        return
    wishes = Subscription.objects.open().filter(kind=Wish.REPLIES, comment=reply.in_reply_to_id)
    own = email_token(reply.email)
    for wish in wishes.exclude(email_token=own) if own else wishes:
        _note(wish, What.REPLY, reply.pk)


def note_published(comment: Comment) -> None:
    """Note that a moderator published what had waited."""
    for wish in Subscription.objects.open().filter(kind=Wish.OUTCOME, comment=comment):
        _note(wish, What.PUBLISHED, comment.pk)


def note_contribution(contribution: Contribution) -> None:
    """Note that readers see what a comment led to."""
    for wish in Subscription.objects.open().filter(kind=Wish.OUTCOME, comment=contribution.comment_id):
        _note(wish, What.LED_TO, contribution.pk)


def note_publication(publication: Publication) -> None:
    """Note that a case was published anew."""
    for wish in Subscription.objects.open().filter(kind=Wish.CASE, case=publication.case_id):
        _note(wish, What.CASE, publication.pk)


def _note(wish: Subscription, what: What, about: int) -> None:
    Notice.objects.get_or_create(subscription=wish, what=what, about=about)
    if wish.stage == Stage.CONFIRMED:
        send_news(wish)


def send_news(wish: Subscription) -> None:
    """Have the news of a confirmed subscription mailed."""
    put(LetterKind.NOTICES, wish.pk, wish.mailbox_token)


def draft(subscription_id: int) -> Draft | None:
    """Return the mail with what a subscriber was not told yet, and what is still so."""
    wish = Subscription.objects.confirmed().select_related("case", "comment").filter(pk=subscription_id).first()
    if wish is None or not wish.email or _is_void(wish.comment):
        return None
    notices = list(wish.notices.filter(sent_at=None))
    news = [told for notice in notices if (told := _news(notice, wish))]
    if not news:
        return None
    title = one_line(wish.case.title, 90)
    context = {"news": news, "title": title, "kind": wish.get_kind_display().lower()}
    subject = f"{'Changed' if wish.kind == Wish.CASE else 'Discussion'}: {title}"
    message = Message(wish.email, subject, "notifications/mail/notices.txt", context, stop_link=stop_link(wish))
    return Draft(message, lambda: _mark(wish, notices))


def _is_void(comment: Comment | None) -> bool:
    return comment is not None and comment.state in (State.SPAM, State.REMOVED)


def _mark(wish: Subscription, notices: list[Notice]) -> None:
    wish.notices.filter(pk__in=[notice.pk for notice in notices]).update(sent_at=timezone.now())
    if wish.notices.filter(sent_at=None).exists():  # what came while the mail was being sent
        send_news(wish)


def _news(notice: Notice, wish: Subscription) -> News | None:
    return {
        What.PUBLISHED: _published,
        What.REPLY: _reply,
        What.LED_TO: _led_to,
        What.CASE: _case,
    }[What(notice.what)](notice.about, wish)


def _published(about: int, wish: Subscription) -> News | None:
    comment = wish.comment
    if comment is None or not comment.is_published:
        return None
    return News(f"Your comment is published, as #{comment.number}.", _site(comment.get_absolute_url()))


def _reply(about: int, wish: Subscription) -> News | None:
    reply = Comment.objects.select_related("case", "in_reply_to").filter(pk=about).first()
    if reply is None or not reply.is_published or reply.in_reply_to is None:
        return None
    words = f"{one_line(reply.name, 80)} replied to your comment #{reply.in_reply_to.number}:"
    return News(words, _site(reply.get_absolute_url()), one_line(reply.text, LONGEST_EXCERPT))


def _led_to(about: int, wish: Subscription) -> News | None:
    made = Contribution.objects.select_related("comment__case").filter(pk=about, published_at__isnull=False).first()
    if made is None or not made.comment.is_published:
        return None
    moved = "; ".join(_move(row) for row in made.moved[:3]) or "The answer stays as it was"
    words = f"#{made.comment.number} led to {one_line(made.item_words)}. {moved}."
    return News(words, _site(made.comment.get_absolute_url()))


def _move(row: dict[str, Any]) -> str:
    return f"{one_line(str(row['name']), 80)}: {percent(row['before'])} → {percent(row['after'])}"


def _case(about: int, wish: Subscription) -> News | None:
    publication = Publication.objects.shown().select_related("case", "revision").filter(pk=about).first()
    if publication is None:
        return None
    moves = moves_of(publication.moved, publication.case.headline)
    moved = "; ".join(f"{one_line(move.name, 80)}: {move.points}" for move in moves) or "The answer stays as it was"
    why = one_line(publication.correction or publication.revision.message)
    words = f"Revision {publication.revision.number} is published. {moved}."
    return News(words, link("reading:case", publication.case.slug), why)


def _site(path: str) -> str:
    from django.conf import settings

    return f"{settings.SITE_URL}{path}"
