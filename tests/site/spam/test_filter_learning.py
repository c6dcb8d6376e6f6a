"""Learning from decisions of this site: undone, changed, repeated, from elsewhere, and by two processes at once."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, CommentEvent, State
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.filter import learning, scoring
from rashomon_site.spam.filter.checker import FilterChecker
from rashomon_site.spam.filter.features import features
from rashomon_site.spam.filter.learning import Lesson, forget, learn, learn_comment, learn_elsewhere, train, withdraw
from rashomon_site.spam.filter.model import Model, pack_numbers, unpack
from rashomon_site.spam.filter.scoring import score_text
from rashomon_site.spam.models import FilterExample, FilterState
from rashomon_site.spam.verdicts import Verdict
from tests.site.spam.filter_samples import samples

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def comment_on(case: PublishedCase, text: str, **fields: Any) -> Comment:
    """Make a comment that waits."""
    return Comment.objects.create(case=case, name="Ann", text=text, submission_key=uuid4().hex, **fields)


def lessons(count: int, seed: int = 1, start: int = 0) -> list[Lesson]:
    """Return decisions of this site on made-up comments."""
    return [
        Lesson(f"sample:{seed}:{start + place}", is_spam, pack_numbers(features(text).numbers))
        for place, (text, is_spam) in enumerate(samples(count, seed))
    ]


def weights() -> Model:
    """Return the stored weights."""
    return unpack(bytes(FilterState.objects.get().weights))


def same(one: Model, other: Model) -> bool:
    """Whether two models are the same to the last bit."""
    return bool((one.weights == other.weights).all() and (one.moved == other.moved).all() and one.bias == other.bias)


def test_knows_nothing_at_first(wagner: PublishedCase) -> None:
    assert score_text("anything") is None
    assert FilterChecker().check(comment_on(wagner, "Hello")) is None


def test_a_decision_queues_learning_and_the_site_s_own_changes_do_not(wagner: PublishedCase, moderator: User) -> None:
    comment = comment_on(wagner, "Buy pills")
    change_state(comment, State.WAITING, actor=None)
    queued = DBTaskResult.objects.filter(task_path__endswith="learn_decision")
    assert not queued.exists()
    change_state(comment, State.SPAM, actor=moderator)
    assert queued.count() == 1


def test_learns_a_decision_and_unlearns_what_is_undone(wagner: PublishedCase, moderator: User) -> None:
    learn(lessons(20))
    before = weights()
    comment = comment_on(wagner, "Buy pills at the casino")
    event = change_state(comment, State.SPAM, actor=moderator)
    learn_comment(comment)
    assert FilterExample.objects.get(comment=comment).is_spam
    assert not same(weights(), before)
    change_state(comment, State.WAITING, actor=moderator, undoes=event)
    learn_comment(comment)
    assert not FilterExample.objects.filter(comment=comment).exists()
    assert same(weights(), before)


def test_a_changed_decision_replaces_the_first(wagner: PublishedCase, moderator: User) -> None:
    learn(lessons(20))
    comment = comment_on(wagner, "Buy pills at the casino")
    for state, known in ((State.SPAM, True), (State.PUBLISHED, False)):
        change_state(comment, state, actor=moderator)
        learn_comment(comment)
        assert FilterExample.objects.get(comment=comment).is_spam is known
    change_state(comment, State.REMOVED, actor=moderator)
    learn_comment(comment)
    assert not FilterExample.objects.filter(comment=comment).exists()


def test_learning_twice_is_learning_once() -> None:
    learn(lessons(30))
    stamp = FilterState.objects.get().stamp
    learn(lessons(30))
    assert FilterState.objects.get().stamp == stamp
    assert FilterExample.objects.count() == 30


def test_one_by_one_is_all_at_once() -> None:
    for lesson in lessons(25):
        learn([lesson])
    single = weights()
    FilterExample.objects.all().delete()
    FilterState.objects.all().delete()
    learn(lessons(25))
    assert same(weights(), single)


def test_taking_back_from_the_middle_leaves_what_the_others_teach() -> None:
    whole = lessons(40)
    learn(whole)
    learn([Lesson(lesson.source, None) for lesson in whole[10:20]])
    left = weights()
    FilterExample.objects.all().delete()
    FilterState.objects.all().delete()
    learn(whole[:10] + whole[20:])
    assert same(weights(), left)


def test_logs_only_until_enough_and_then_acts(wagner: PublishedCase) -> None:
    spam = comment_on(wagner, "click casino bonus pills free viagra http://win.example/")
    learn(lessons(100))
    early = FilterChecker().check(spam)
    assert early is not None
    assert early.is_log_only
    assert early.verdict == Verdict.PUBLISH
    learn(lessons(250, seed=7))
    then = FilterChecker().check(spam)
    assert then is not None
    assert not then.is_log_only
    assert then.verdict == Verdict.HOLD  # 95% sure takes 299 good comments
    learn(lessons(600, seed=8))
    late = FilterChecker().check(spam)
    assert late is not None
    assert late.verdict == Verdict.SPAM
    good = FilterChecker().check(comment_on(wagner, "the evidence of this witness is really a mistake"))
    assert good is not None
    assert good.verdict == Verdict.PUBLISH
    assert good.score is not None
    assert late.score is not None
    assert good.score < 0.5 < late.score


def test_the_reason_names_the_words(wagner: PublishedCase) -> None:
    learn(lessons(200))
    found = FilterChecker().check(comment_on(wagner, "people would click casino"))
    assert found is not None
    words = dict(found.reasons[0].detail["words"])
    assert words["casino"] > 0
    assert "“casino” +" in found.reasons[0].words


def test_people_of_the_site_are_not_checked(wagner: PublishedCase, editor: User) -> None:
    learn(lessons(200))
    assert FilterChecker().check(comment_on(wagner, "casino", user=editor)) is None


def test_another_blog_s_decisions_are_kept_apart_and_can_be_withdrawn() -> None:
    learn(lessons(20))
    before = weights()
    for place, (text, is_spam) in enumerate(samples(200, seed=9)):
        learn_elsewhere(text, is_spam=is_spam, origin="blog.example", source=str(place))
    state = FilterState.objects.get()
    assert learning.thresholds_of(state, own=False).spam > learning.thresholds_of(state).spam
    assert not learning.thresholds_of(state).acts
    assert withdraw("blog.example") == 200
    assert same(weights(), before)
    assert withdraw("") == 0
    assert FilterExample.objects.count() == 20


def test_erasing_a_writer_unlearns_and_purging_spam_does_not(wagner: PublishedCase, moderator: User) -> None:
    erased, purged = comment_on(wagner, "one"), comment_on(wagner, "two")
    for comment in (erased, purged):
        change_state(comment, State.SPAM, actor=moderator)
        learn_comment(comment)
    forget(erased)
    purged.delete()
    row = FilterExample.objects.get()
    assert row.comment_id is None


def test_train_learns_what_was_decided_before_the_filter_was_there(wagner: PublishedCase, moderator: User) -> None:
    comments = [comment_on(wagner, text) for text, _ in samples(40)]
    for comment, (_, is_spam) in zip(comments, samples(40), strict=True):
        change_state(comment, State.SPAM if is_spam else State.PUBLISHED, actor=moderator)
    state = train()
    assert FilterExample.objects.count() == 40
    trained = weights()
    CommentEvent.objects.filter(comment=comments[0]).delete()
    train()
    assert not FilterExample.objects.filter(comment=comments[0]).exists()
    assert not same(weights(), trained)
    assert state.pk == learning.ROW


def test_damaged_weights_are_made_anew() -> None:
    learn(lessons(20))
    whole = weights()
    FilterState.objects.update(weights=b"nonsense", stamp=5)
    assert score_text("anything") is None
    learn([*lessons(1, seed=3)])
    learn([Lesson("sample:3:0", None)])
    assert same(weights(), whole)


def test_old_examples_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "KEPT", 20)
    monkeypatch.setattr(learning, "LOT", 5)
    learn(lessons(30))
    assert FilterExample.objects.count() == 20
    assert FilterExample.objects.first().source == "sample:1:10"  # type: ignore[union-attr]  # there are 20


def test_a_process_reads_the_weights_again_after_a_change(django_assert_num_queries: Any) -> None:
    learn(lessons(20))
    first = score_text("click casino")
    with django_assert_num_queries(1):
        assert score_text("click casino") == first
    learn(lessons(50, seed=2))
    assert score_text("click casino") != first


def test_scores_are_those_before_learning() -> None:
    learn(lessons(learning.BURN_IN))
    assert not FilterExample.objects.filter(score__isnull=False).exists()
    said = score_text("casino casino pills")
    learn_elsewhere("casino casino pills", is_spam=True, origin="blog.example", source="1")
    assert said is not None
    assert FilterExample.objects.get(score__isnull=False).score == pytest.approx(said.probability)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_trainers_lose_nothing() -> None:
    def teach(part: list[Lesson]) -> None:
        try:
            for lesson in part:
                learn([lesson])
        finally:
            connection.close()

    threads = [threading.Thread(target=teach, args=(lessons(30, seed=seed),)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert FilterExample.objects.count() == 60
    assert same(weights(), learning._replayed(FilterState.objects.get()))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget the weights of another test."""
    scoring._kept = None
