"""Other numbers give the answer that the changed file would give."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.comparison import apply_settings, parse_setting, try_settings
from rashomon.model import Case
from rashomon.problems import CaseProblems, UsageError
from tests.library.comparison.sample import sample_case, sample_document


def test_a_setting_equals_editing_the_file() -> None:
    document = sample_document()
    document["evidence"][1]["likelihood"]["staged"] = "40%"
    expected = rashomon.compute_posterior(Case.model_validate(document))
    found = try_settings(sample_case(), [("evidence.speech.likelihood.staged", "40%")])
    assert found.after == expected
    assert found.before == rashomon.compute_posterior(sample_case())
    assert found.settings[0].before == "likely"
    assert found.settings[0].after == "40%"


def test_movements_add_up_to_nothing() -> None:
    found = try_settings(sample_case(), [("hypotheses.staged.prior", "60%"), ("widening", "1.5")])
    assert found.moved["staged"] > 0.05
    assert sum(found.moved.values()) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("evidence.aircraft-lost.established", "true"),
        ("sources.social.reliability", "90%"),
        ("groups.the-deal.related", "the same thing"),
        ("evidence.aircraft-lost.reports.r1.reliability", "0.99"),
        ("evidence.aircraft-lost.reports.r1.says", "denies"),
        ("hypotheses.other.prior", "20%"),
        ("widening", "2"),
        ("sources.state-tv.says_regardless", "none"),
    ],
)
def test_each_kind_of_value_can_be_set(path: str, value: str) -> None:
    settings = [(path, value)]
    if path.endswith("r1.says"):  # what repeats it must say the same
        settings += [("evidence.aircraft-lost.reports.r2.says", value)]
    case, applied = apply_settings(sample_case(), settings)
    assert case != sample_case()
    assert applied[0].after == ("" if value == "none" else value)
    assert sum(rashomon.compute_posterior(case).values()) == pytest.approx(1)


def test_the_catch_all_takes_the_prior_it_is_given() -> None:
    found = try_settings(sample_case(), [("hypotheses.other.prior", "20%")])
    assert found.after["other"] == pytest.approx(0.2)


def test_settings_are_applied_in_turn() -> None:
    case, _ = apply_settings(sample_case(), [("widening", "2"), ("widening", "3")])
    assert case.widening == 3


def test_a_change_that_breaks_the_case_shows_its_problems() -> None:
    with pytest.raises(CaseProblems) as caught:
        apply_settings(sample_case(), [("evidence.speech.established", "none")])
    assert caught.value.problems


def test_a_value_that_is_no_probability_is_a_problem() -> None:
    with pytest.raises(CaseProblems) as caught:
        apply_settings(sample_case(), [("evidence.speech.likelihood.staged", "170%")])
    assert "170%" in caught.value.problems[0].message


@pytest.mark.parametrize(("path", "value"), [("evidence.speech.established", "perhaps"), ("widening", "wide")])
def test_a_value_of_the_wrong_kind_is_wrong_use(path: str, value: str) -> None:
    with pytest.raises(UsageError, match=path):
        apply_settings(sample_case(), [(path, value)])


def test_a_setting_needs_an_equals_sign() -> None:
    assert parse_setting(" widening = 1.5 ") == ("widening", "1.5")
    with pytest.raises(UsageError, match="PATH=VALUE"):
        parse_setting("widening")
