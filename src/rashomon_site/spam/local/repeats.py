"""Whether a text, or a website that it links to, was seen before on this site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rashomon_site.comments.models import Comment, EventAction, State
from rashomon_site.moderation.decisions import decisions, with_decision
from rashomon_site.spam.local.marks import host_mark, hosts_of, likeness, text_marks
from rashomon_site.spam.models import TextMark
from rashomon_site.spam.verdicts import Reason, Verdict

LATELY = timedelta(days=30)
NEARLY = 0.7  # of the runs of words shared
MOST_ROWS = 300  # of marks looked at
MOST_TEXTS = 5  # compared


def reasons(comment: Comment) -> Iterator[tuple[Reason, Verdict]]:
    """Yield what was seen before. Only the very text that a person called spam makes spam."""
    if (found := _text(comment)) is not None:
        yield found
    if (found := _hosts(comment)) is not None:
        yield found


def _text(comment: Comment) -> tuple[Reason, Verdict] | None:
    whole, parts = text_marks(comment.text)
    if whole is None:
        return None
    if same := _latest(_marked(comment, [whole])):
        return _same(same)
    shared = Counter(_marked(comment, parts).values_list("comment", flat=True)[:MOST_ROWS])
    likely = [pk for pk, count in shared.most_common(MOST_TEXTS) if 2 * count >= len(parts)]
    if not likely or len(parts) < 3:
        return None
    for other in with_decision(Comment.objects.filter(pk__in=likely)).select_related("case"):
        if (share := likeness(comment.text, other.text)) >= NEARLY:
            return _alike(other, share)
    return None


def _marked(comment: Comment, marks: Iterable[int]) -> QuerySet[TextMark]:
    lately = TextMark.objects.filter(mark__in=marks, comment__posted_at__gt=comment.posted_at - LATELY)
    lately = lately.exclude(comment__state=State.REMOVED, comment__removed_by_writer=True)
    return lately.exclude(comment=comment.pk).order_by("-pk")


def _latest(marks: QuerySet[TextMark]) -> Comment | None:
    """Return the comment of these to speak of: one that a person called spam, else the latest."""
    pks = list(marks.values_list("comment", flat=True)[:MOST_ROWS])
    found = with_decision(Comment.objects.filter(pk__in=pks)).select_related("case").order_by("-pk") if pks else []
    comments = list(found)
    return next((one for one in comments if _is_spam(one)), comments[0] if comments else None)


def _same(other: Comment) -> tuple[Reason, Verdict]:
    detail = {"comment": other.pk}
    if _is_spam(other):
        return Reason("same-as-spam", f"The same text was marked as spam: {_place(other)}.", detail), Verdict.SPAM
    return Reason("repeated", f"The same text was sent before: {_place(other)}.", detail), Verdict.HOLD


def _alike(other: Comment, share: float) -> tuple[Reason, Verdict]:
    detail = {"comment": other.pk, "share": round(share, 2)}
    percent = f"{100 * share:.0f}%"
    if _is_spam(other):
        words = f"It is nearly the text ({percent} the same) that was marked as spam: {_place(other)}."
        return Reason("like-spam", words, detail), Verdict.HOLD
    words = f"Nearly the same text ({percent}) was sent before: {_place(other)}."
    return Reason("nearly-repeated", words, detail), Verdict.HOLD


def _is_spam(comment: Comment) -> bool:
    """Whether a person called it spam; what was imported as spam was called so elsewhere."""
    decision = getattr(comment, "decision", None)
    return comment.state == State.SPAM and (decision == State.SPAM or comment.origin is not None)


def _place(comment: Comment) -> str:
    number = f" #{comment.number}" if comment.number else ""
    return f"“{comment.case.slug}”{number}, {comment.posted_at:%-d %B %Y}"  # no name: it could not be erased here


def _hosts(comment: Comment) -> tuple[Reason, Verdict] | None:
    """Look for websites that stood in what people called spam, and never in what readers see."""
    hosts = {host_mark(host): host for host in hosts_of(comment)}
    if not hosts:
        return None
    by_person = Exists(decisions().filter(comment=OuterRef("comment"), action=EventAction.SPAM))
    seen = TextMark.objects.filter(mark__in=hosts).exclude(comment=comment.pk).values("mark").order_by()
    told = seen.annotate(
        spam=Count("pk", filter=Q(comment__state=State.SPAM) & (Q(by_person) | Q(comment__origin__isnull=False))),
        published=Count("pk", filter=Q(comment__state=State.PUBLISHED)),
    )
    bad = [(hosts[row["mark"]], row["spam"]) for row in told if row["spam"] and not row["published"]]
    if not bad:
        return None
    listed = ", ".join(f"{host} ({count} {'comment' if count == 1 else 'comments'})" for host, count in sorted(bad))
    words = f"It links to a website that so far stood only in spam: {listed}."
    return Reason("spam-host", words, {"hosts": [host for host, _ in sorted(bad)]}), Verdict.HOLD
