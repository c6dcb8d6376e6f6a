"""The model itself: what it sees, how it learns, where its thresholds lie. No database."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon_site.spam.filter.features import SIZE, features
from rashomon_site.spam.filter.model import Model, OtherFormat, chance, pack, pack_numbers, unpack, unpack_numbers
from rashomon_site.spam.filter.normalising import HEAD, TAIL, looks_like, plain
from rashomon_site.spam.filter.report import roc_auc
from rashomon_site.spam.filter.scoring import moves, strongest
from rashomon_site.spam.filter.threshold import allowed_above, most_above, thresholds
from tests.site.spam.filter_samples import samples

pytestmark = pytest.mark.slow


def learnt(count: int) -> Model:
    """Return a model that has learnt so many comments."""
    model = Model()
    for text, is_spam in samples(count):
        model.learn(features(text).numbers, is_spam)
    return model


def test_learns_more_from_more() -> None:
    held_out = samples(300, seed=2)
    truth = np.array([is_spam for _, is_spam in held_out])

    def quality(count: int) -> float:
        model = learnt(count)
        found = roc_auc(np.array([model.margin(features(text).numbers) for text, _ in held_out]), truth)
        assert found is not None
        return found

    few, some, many = quality(0), quality(30), quality(300)
    assert few == 0.5
    assert few < some < many
    assert many > 0.97


@pytest.mark.parametrize(
    ("tricked", "meant"),
    [
        ("buy V1AGRA now", "buy viagra now"),
        ("buy vi\u200bag\u2060ra now", "buy viagra now"),
        ("buy v\u0456\u0430gr\u0430 now", "buy viagra now"),
        ("buy v i a g r a now", "buy viagra now"),
        ("buy v.i.a.g.r.a now", "buy viagra now"),
        ("buy ｖｉａｇｒａ now", "buy viagra now"),
        ("buy víagrà now", "buy viagra now"),
        ("buy 𝓿𝓲𝓪𝓰𝓻𝓪 now", "buy viagra now"),
    ],
)
def test_sees_through_tricks(tricked: str, meant: str) -> None:
    words = set(features(meant).words)
    assert {"buy", "viagra", "now"} <= words
    assert {"buy", "viagra", "now"} <= set(features(tricked).words)


def test_leaves_other_scripts_and_numbers_alone() -> None:
    assert looks_like("сорок") == "сорок"
    assert looks_like("2023") == "2023"
    assert looks_like("mh370") == "mh370"
    assert plain("a b c").text == "a b c"


def test_hidden_and_spaced_letters_are_traits() -> None:
    assert "*hidden-signs" in features("vi\u2060agra").words
    assert "*hidden-signs" not in features("an emoji 👩\u200d🔬").words
    assert "*spaced-letters" in features("v i a g r a").words


def test_long_texts_are_cut_and_both_ends_are_read() -> None:
    started = perf_counter()
    found = features("opening " + "x " * 500_000 + "closing")
    assert perf_counter() - started < 20  # other tests share the machine
    assert {"opening", "closing"} <= set(found.words)
    assert len(found.words) < HEAD + TAIL


@given(st.text(max_size=300), st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_features(text: str, name: str, url: str) -> None:
    found = features(text, name=name, url=url)
    assert (np.diff(found.numbers.astype(np.int64)) > 0).all()
    assert not len(found.numbers) or found.numbers.max() < SIZE
    assert (unpack_numbers(pack_numbers(found.numbers)) == found.numbers).all()


@given(st.text(max_size=200))
def test_the_words_together_are_the_margin(text: str) -> None:
    model, found = learnt(50), features(text)
    assert sum(moves(model, found).values()) + model.bias == pytest.approx(model.margin(found.numbers), abs=1e-3)


def test_the_strongest_words_are_those_of_spam() -> None:
    words = dict(strongest(learnt(300), features("the people would click casino really about evidence")))
    assert words["casino"] > 0
    assert words["evidence"] < 0
    assert "people" not in list(words)[:2]


def test_packing_keeps_every_weight_exactly() -> None:
    model = learnt(100)
    again = unpack(pack(model))
    assert (again.weights == model.weights).all()
    assert (again.moved == model.moved).all()
    assert (again.bias, again.bias_moved) == (model.bias, model.bias_moved)
    assert len(pack(model)) < 300_000


@pytest.mark.parametrize("damage", [b"", b"R1", b"R0\x12abc", None, "cut"])
def test_damaged_weights_are_known(damage: bytes | str | None) -> None:
    whole = pack(learnt(10))
    data = whole[:-9] if damage == "cut" else whole[:3] + bytes(4) + whole[7:] if damage is None else damage
    with pytest.raises(OtherFormat):
        unpack(data)  # type: ignore[arg-type]  # "cut" was replaced


def test_online_is_batch() -> None:
    whole, parts = learnt(80), Model()
    for text, is_spam in samples(80):
        parts = unpack(pack(parts))
        parts.learn(features(text).numbers, is_spam)
    assert (parts.weights == whole.weights).all()


def test_the_same_on_every_run() -> None:
    script = (
        "from tests.site.spam.test_filter_model import learnt, pack; import hashlib;"
        "m = learnt(20); print(hashlib.sha256(pack(m)).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", "import django, os; os.environ['DJANGO_SETTINGS_MODULE']='rashomon_site.settings';"
             "django.setup();" + script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(answers) == 1


def test_chance_is_never_certain() -> None:
    assert 0 < chance(-1e9) < chance(0) == 0.5 < chance(1e9) < 1


def test_scoring_takes_less_than_a_millisecond() -> None:
    model, texts = learnt(100), [text for text, _ in samples(500, seed=3)]
    rounds = []
    for _ in range(5):
        started = perf_counter()
        for text in texts:
            found = features(text)
            model.margin(found.numbers)
            strongest(model, found)
        rounds.append((perf_counter() - started) / len(texts))
    assert min(rounds) < 0.05  # the benchmark has the figure


def test_thresholds_wait_for_enough() -> None:
    good, bad = [(0.1, False)], [(0.9, True)]
    assert not thresholds(good * 99 + bad * 500).acts
    assert not thresholds(good * 500 + bad * 49).acts
    found = thresholds(good * 100 + bad * 50)
    assert (found.hold_above, found.spam_above) == (0.1, None)
    assert thresholds(good * 299 + bad * 50).spam_above == 0.1


@pytest.mark.parametrize(("count", "above"), [(99, 0), (100, 0), (198, 0), (199, 1), (999, 9)])
def test_a_new_good_comment_is_above_in_one_of_a_hundred(count: int, above: int) -> None:
    assert allowed_above(count) == above
    assert (above + 1) / (count + 1) <= 0.01


@pytest.mark.parametrize(("count", "above"), [(50, None), (298, None), (299, 0), (473, 1), (3000, 20)])
def test_surely_below_one_in_a_hundred(count: int, above: int | None) -> None:
    assert most_above(count) == above


def test_the_thresholds_keep_their_promise_on_new_comments() -> None:
    model, before = Model(), []
    for text, is_spam in samples(800, seed=4):
        numbers = features(text).numbers
        before.append((chance(model.margin(numbers)), is_spam))
        model.learn(numbers, is_spam)
    found = thresholds(before[100:])
    assert found.hold_above is not None
    fresh = [(chance(model.margin(features(text).numbers)), is_spam) for text, is_spam in samples(2000, seed=5)]
    wrong = sum(score > found.hold_above for score, is_spam in fresh if not is_spam)
    assert wrong / sum(not is_spam for _, is_spam in fresh) <= 0.02
    assert sum(score > found.hold_above for score, is_spam in fresh if is_spam) > 0.5 * sum(spam for _, spam in fresh)
