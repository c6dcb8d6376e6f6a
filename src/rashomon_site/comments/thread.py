"""The thread of a case: one page of comments in the order of their numbers, each ready to be shown.

A page holds the comments numbered 1 to 50, 51 to 100 and so on, so that a comment stays on its page for ever, and a
page of a long thread is found by its numbers alone. Replies that people of the site give to a reader stand under
the comment they answer; they keep their own number, and stand nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.safestring import SafeString

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.avatars import pattern
from rashomon_site.comments.markup import comment_html, readable
from rashomon_site.comments.models import Comment, Contribution, Kind
from rashomon_site.comments.models.comment import CommentQuerySet
from rashomon_site.comments.roles import role_word
from rashomon_site.comments.subjects import Subjects, write_address
from rashomon_site.comments.talk import Talk

SIZE = 50
_LED_TO = Prefetch(
    "contributions",
    Contribution.objects.filter(published_at__isnull=False)
    .select_related("revision__case")
    .defer("revision__text", "revision__document"),
    to_attr="published_contributions",
)


@dataclass(frozen=True)
class Shown:
    """A comment as readers see it."""

    comment: Comment
    role: str
    about: str  # words; "" for the case as a whole
    about_address: str  # "" where the case no longer has it
    reply_address: str  # of the comment that this one answers
    html: SafeString
    led_to: tuple[Contribution, ...] = ()
    replies: list[Shown] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The writer's name without anything that cannot be seen."""
        return readable(self.comment.name)

    @property
    def kind(self) -> str:
        """What the comment does, where that is more than to comment."""
        return "" if self.comment.kind == Kind.COMMENT else Kind(self.comment.kind).label

    @property
    def answer_address(self) -> str:
        """Where to write a reply."""
        return write_address(self.comment.case.slug, reply=self.comment.number)

    @cached_property
    def avatar(self) -> str:
        """A small pattern, drawn from the name alone."""
        return pattern(self.name)


@dataclass(frozen=True)
class Thread:
    """One page of the thread."""

    entries: list[Shown]
    page: int
    pages: int
    talk: Talk

    @property
    def first(self) -> int:
        """The lowest number that can stand on the page."""
        return (self.page - 1) * SIZE + 1

    @property
    def last(self) -> int:
        """The highest number on the page."""
        return min(self.page * SIZE, self.talk.last_number)


def pages_of(talk: Talk) -> int:
    """Return how many pages the thread has; an empty one has one."""
    return max(1, -(-talk.last_number // SIZE))


def page_of(comment: Comment) -> int:
    """Return the page on which a numbered comment stands, which for an indented one is that of the other."""
    shown_with = comment.in_reply_to if is_indented(comment) else comment
    return -(-(shown_with.number if shown_with and shown_with.number else 1) // SIZE)


def is_indented(comment: Comment) -> bool:
    """Whether a comment stands under the one it answers: a reply of somebody of the site, but not to another such."""
    other = comment.in_reply_to
    if comment.user_id is None or other is None or other.number is None:
        return False
    return other.user_id is None or other.in_reply_to_id is None


def address_in_thread(case: PublishedCase, comment: Comment) -> str:
    """Return where a comment stands: on the case page, which has the first page of the thread, or on a later one."""
    page = page_of(comment)
    base = case.get_absolute_url() if page == 1 else f"{reverse('comments:thread', args=[case.slug])}?page={page}"
    return f"{base}#comment-{comment.number}"


def thread_of(
    case: PublishedCase, talk: Talk, subjects: Subjects, authors: Collection[int], page: int = 1, base: str = ""
) -> Thread:
    """Return a page of the thread, in two queries; `base` goes before anchors of the case page."""
    within = range((page - 1) * SIZE + 1, page * SIZE + 1)
    rows = list(_rows(case, within))
    top = [comment for comment in rows if comment.number in within and not is_indented(comment)]
    known = {comment.pk for comment in top}
    under = [comment for comment in rows if comment.in_reply_to_id in known and is_indented(comment)]
    prefetch_related_objects([*top, *under], _LED_TO)
    here = {comment.number for comment in (*top, *under)}
    show = _shower(case, talk, subjects, authors, here, base)
    shown = {comment.pk: show(comment) for comment in top}
    for comment in under:
        assert comment.in_reply_to_id is not None  # as it was found by it
        shown[comment.in_reply_to_id].replies.append(show(comment))
    return Thread(list(shown.values()), page, pages_of(talk), talk)


def _rows(case: PublishedCase, within: range) -> CommentQuerySet:
    """Return the comments with these numbers, and every reply of somebody of the site to one of them."""
    numbers = (within[0], within[-1])
    wanted = Q(number__range=numbers) | Q(user__isnull=False, in_reply_to__number__range=numbers)
    return Comment.objects.filter(wanted, case=case).numbered().select_related("user", "in_reply_to")


def _shower(
    case: PublishedCase,
    talk: Talk,
    subjects: Subjects,
    authors: Collection[int],
    here: Collection[int | None],
    base: str,
) -> Callable[[Comment], Shown]:
    """Return what makes a comment ready to be shown on a page that holds the numbers `here`."""

    def place(number: int) -> str:
        if not 1 <= number <= talk.last_number:
            return ""
        return f"#comment-{number}" if number in here else reverse("comments:comment", args=[case.slug, number])

    def show(comment: Comment) -> Shown:
        comment.case = case
        subject = subjects.find(comment.about) if comment.about else None
        answered = comment.in_reply_to.number if comment.in_reply_to else None
        return Shown(
            comment=comment,
            role=role_word(comment.user, authors),
            about=subject.words if subject else comment.about_words,
            about_address=f"{base}#{subject.anchor}" if subject else "",
            reply_address=place(answered) if answered else "",
            html=comment_html(comment.text, place) if comment.is_published else SafeString(""),
            led_to=tuple(getattr(comment, "published_contributions", ())),
        )

    return show
