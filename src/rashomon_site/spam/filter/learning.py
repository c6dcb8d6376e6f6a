"""Learn from decisions, and unlearn them: every change is one transaction behind the lock of one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from secrets import randbits

from django.db import transaction
from django.db.models import QuerySet

from rashomon_site.comments.models import Comment
from rashomon_site.moderation.decisions import decided, decided_comments, is_spam
from rashomon_site.spam.filter.features import features
from rashomon_site.spam.filter.model import Model, OtherFormat, chance, pack, pack_numbers, unpack, unpack_numbers
from rashomon_site.spam.filter.threshold import Thresholds, thresholds
from rashomon_site.spam.models import FilterExample, FilterState

ROW = 1
KEPT, LOT = 10_000, 1_000
"""Examples kept; what is older is forgotten, in lots, as spam changes over the years."""
BURN_IN = 30
"""Scores of a filter that has learnt fewer examples say nothing of the filter there will be."""
ELSEWHERE = 0.5
"""What a decision on another blog counts: its spam is like ours, but what its readers talk about may not be."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision to learn; `is_spam` None takes back what was learnt under this source."""

    source: str
    is_spam: bool | None
    features: bytes = b""
    origin: str = ""
    comment_id: int | None = None
    weight: float = 1.0


def learn_comment(comment: Comment) -> None:
    """Bring what the filter knows of a comment in line with what people have decided on it."""
    state = decided(comment)
    learn([lesson_of(comment, None if state is None else _label(state))])


def lesson_of(comment: Comment, is_spam: bool | None) -> Lesson:
    """Return what there is to learn from a comment."""
    if is_spam is None:
        return Lesson(source_of(comment.pk), None)
    found = features(comment.text, name=comment.name, email=comment.email, url=comment.url)
    return Lesson(source_of(comment.pk), is_spam, pack_numbers(found.numbers), comment_id=comment.pk)


def learn_elsewhere(
    text: str, *, is_spam: bool | None, origin: str, source: str, name: str = "", email: str = "", url: str = ""
) -> None:
    """Learn a decision made on another blog, or take it back (None). `source` is the same for the same comment."""
    packed = pack_numbers(features(text, name=name, email=email, url=url).numbers)
    learn([Lesson(f"{origin}/{source}"[:200], is_spam, packed, origin[:100], weight=ELSEWHERE)])


def withdraw(origin: str) -> int:
    """Unlearn everything that came from one other blog; returns how many decisions that were."""
    sources = FilterExample.objects.filter(origin=origin).exclude(origin="").values_list("source", flat=True)
    lessons = [Lesson(source, None) for source in sources]
    learn(lessons)
    return len(lessons)


def forget(comment: Comment) -> None:
    """Unlearn a comment whose writer wants to be erased, whatever was decided."""
    learn([Lesson(source_of(comment.pk), None)])


@transaction.atomic
def learn(lessons: Iterable[Lesson]) -> None:
    """Learn what is new among the lessons; what is known already changes nothing."""
    state = _locked()
    lessons = list(lessons)
    known = {row.source: row for row in _known(lessons)}
    fresh = [lesson for lesson in lessons if not _says(known.get(lesson.source), lesson)]
    if not fresh and state.weights:
        return
    outdated = [known[lesson.source].pk for lesson in fresh if lesson.source in known]
    FilterExample.objects.filter(pk__in=outdated).delete()
    model = _model(state, anew=bool(outdated))
    for lesson in fresh:
        _take(model, state, lesson)
    if _trimmed():
        model = _replayed(state)
    keep(state, model)


def train(*, lot: int = 500) -> FilterState:
    """Learn all decisions that people made, in their order, and go through everything learnt once more.

    Lot by lot, each a transaction of its own, so that no comment waits long for its turn to be written.
    """
    for comments in _lots(decided_comments(), lot):
        wanted = {comment.pk: lesson_of(comment, _label(comment.decision)) for comment in comments}  # type: ignore[attr-defined]  # annotated
        learn(wanted.values())
    standing = FilterExample.objects.filter(origin="", comment__isnull=False)
    undecided = standing.exclude(comment__in=decided_comments().values("pk"))
    learn([Lesson(source, None) for source in undecided.values_list("source", flat=True)])
    with transaction.atomic():
        state = _locked()
        keep(state, _replayed(state, score=True))
    return state


def keep(state: FilterState, model: Model) -> None:
    """Write the weights down with everything that follows from the examples."""
    scores = list(FilterExample.objects.filter(score__isnull=False).values_list("score", "is_spam", "origin"))
    everything = [(score, spam) for score, spam, _ in scores if score is not None]
    own = [(score, spam) for score, spam, origin in scores if score is not None and not origin]
    state.thresholds = {"own": asdict(thresholds(own)), "all": asdict(thresholds(everything))}
    last = FilterExample.objects.order_by("-id").values_list("id", flat=True).first()
    state.weights, state.learnt_up_to, state.stamp = pack(model), last or 0, randbits(62)
    state.save()


def thresholds_of(state: FilterState, *, own: bool = True) -> Thresholds:
    """Return the thresholds in force: for this site's comments, or for those of all blogs together."""
    return Thresholds(**state.thresholds.get("own" if own else "all", {}))


def source_of(comment_id: int) -> str:
    """Return what the example of a comment of this site is called."""
    return f"comment:{comment_id}"


def _label(state: str) -> bool | None:
    """Say what a decision teaches: what was removed for another reason than spam is neither."""
    return True if is_spam(state) else False if state == "published" else None


def _locked() -> FilterState:
    FilterState.objects.get_or_create(pk=ROW)
    return FilterState.objects.select_for_update().get(pk=ROW)


def _known(lessons: list[Lesson]) -> QuerySet[FilterExample]:
    return FilterExample.objects.filter(source__in=[lesson.source for lesson in lessons])


def _says(row: FilterExample | None, lesson: Lesson) -> bool:
    if row is None or lesson.is_spam is None:
        return row is None and lesson.is_spam is None
    return row.is_spam == lesson.is_spam and bytes(row.features) == lesson.features


def _model(state: FilterState, *, anew: bool) -> Model:
    if anew or not state.weights:
        return _replayed(state)
    try:
        return unpack(bytes(state.weights))
    except OtherFormat:
        return _replayed(state)


def _take(model: Model, state: FilterState, lesson: Lesson) -> None:
    if lesson.is_spam is None:
        return
    numbers, limits = unpack_numbers(lesson.features), thresholds_of(state, own=not lesson.origin)
    ripe = FilterExample.objects.count() >= BURN_IN
    FilterExample.objects.create(
        source=lesson.source,
        origin=lesson.origin,
        comment_id=lesson.comment_id,
        is_spam=lesson.is_spam,
        weight=lesson.weight,
        features=lesson.features,
        score=chance(model.margin(numbers)) if ripe else None,
        hold_above=limits.hold_above,
        spam_above=limits.spam_above,
    )
    model.learn(numbers, lesson.is_spam, lesson.weight)


def _replayed(state: FilterState, *, score: bool = False) -> Model:
    """Return the model that the examples make; with `score`, write down anew what it said before each."""
    model, changed = Model(), []
    for place, row in enumerate(FilterExample.objects.order_by("id").iterator(chunk_size=500)):
        try:
            numbers = unpack_numbers(bytes(row.features))
        except OtherFormat:
            continue  # made by another version; its comment is learnt anew by `train`
        if score:
            row.score = chance(model.margin(numbers)) if place >= BURN_IN else None
            changed.append(row)
        model.learn(numbers, row.is_spam, row.weight)
    FilterExample.objects.bulk_update(changed, ["score"], batch_size=200)
    return model


def _trimmed() -> bool:
    count = FilterExample.objects.count()
    if count < KEPT + LOT:
        return False
    oldest = FilterExample.objects.order_by("id").values("pk")[: count - KEPT]
    FilterExample.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()
    return True


def _lots(comments: QuerySet[Comment], size: int) -> Iterator[list[Comment]]:
    lot: list[Comment] = []
    for comment in comments.iterator(chunk_size=size):
        lot.append(comment)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot
