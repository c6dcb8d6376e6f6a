"""Sentences about the hand-made sample: the words, the numbers, and nothing that no test earned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.analysis import Conflict, Flip, GroupBounds, Kind, Variant
from rashomon.explain import answer, changes, fragility, indicators
from rashomon.explain.sentence import capitalised, say
from tests.library.explain import sample


def text(sentences: list[object]) -> str:
    """Join sentences as a reader sees them."""
    return "".join(str(sentence) for sentence in sentences)


# --- leave one out


def test_leaving_out_a_source_reads_as_one_plain_sentence() -> None:
    sentence = changes.leave_out_sentence(sample.naming(), sample.WITHOUT_CHANNEL, named=False)
    assert str(sentence) == "Without the Telegram channel, 62% becomes 41%."


def test_it_says_whose_number_and_who_leads_then() -> None:
    sentence = changes.leave_out_sentence(sample.naming(), sample.WITHOUT_PHOTO)
    assert str(sentence) == (
        "Without “The photograph” (item 1), 62% becomes 30% for “A crack in the deck”, and “A strike” leads with 58%."
    )


def test_a_change_that_does_not_show_is_called_none() -> None:
    sentence = changes.leave_out_sentence(sample.naming(), sample.WITHOUT_PICKETS, named=False)
    assert str(sentence) == "Without “Pickets stood at the toll gate” (item 2), 62% stays as it is."


@pytest.mark.parametrize(
    ("kind", "key", "start"),
    [
        ("origin", "channel", "Without all that goes back to the Telegram channel, "),
        ("report", "r2", "Without the report “r2” by the Paper, "),
        ("group", "unknown", "Without the items of “unknown”, "),
    ],
)
def test_each_kind_has_its_words(kind: Kind, key: str, start: str) -> None:
    left = replace(sample.WITHOUT_CHANNEL, kind=kind, ids=(key,))
    assert str(changes.leave_out_sentence(sample.naming(), left)).startswith(start)


def test_a_tie_without_something_names_both() -> None:
    tie = replace(sample.WITHOUT_PHOTO, leader=("crack", "strike"))
    sentence = str(changes.leave_out_sentence(sample.naming(), tie, named=False))
    assert sentence.endswith(", and “A crack in the deck” and “A strike” lead together at 30%.")


def test_omissions_that_change_the_leader_are_listed() -> None:
    lines = changes.leave_out_summary(sample.naming())
    assert [str(line) for line in lines] == [
        "Without “The photograph” (item 1), 62% becomes 30%, and “A strike” leads with 58%."
    ]


def test_none_changes_is_said_only_where_every_item_was_tried() -> None:
    photo = replace(sample.WITHOUT_PHOTO, leader=("crack",), changes_leader=False)
    tried = sample.naming(leave_one_out=(photo, sample.WITHOUT_PICKETS))
    assert text(list(changes.leave_out_summary(tried))) == (
        "Leaving out one item at a time (2 tried) does not change which explanation leads."
    )
    assert changes.leave_out_summary(sample.naming(leave_one_out=(photo,))) == []
    assert changes.leave_out_summary(sample.naming(leave_one_out=())) == []


# --- flips


def test_a_row_flips_at_a_factor() -> None:
    naming = sample.naming()
    assert str(changes.flip_sentence(naming, naming.analysis.flips[0])) == (
        "The leader changes if the factor of “The photograph” (item 1) "
        "for “A crack in the deck” against “A strike” falls from 4 to 2.1: then “A strike” leads."
    )


def test_where_no_value_would_it_says_so() -> None:
    naming = sample.naming()
    assert str(changes.flip_sentence(naming, naming.analysis.flips[1])) == (
        "No value of the reliability of the Telegram channel alone would change the leader; it is 50%."
    )


@pytest.mark.parametrize(
    ("path", "kind", "value", "at", "middle"),
    [
        (
            "evidence.photo.likelihood.strike",
            "cell",
            0.05,
            0.4,
            "the chance of “The photograph” (item 1) under “A strike” rises from 5% to 40%",
        ),
        (
            "evidence.pickets.likelihood.strike",
            "cell",
            4.0,
            9.5,
            "the ratio of “Pickets stood at the toll gate” (item 2) under “A strike” rises from 4 to 9.5",
        ),
        (
            "hypotheses.crack.prior",
            "prior",
            0.475,
            0.2,
            "the starting odds of “A crack in the deck” fall from 48% to 20%",
        ),
        (
            "sources.channel.reliability",
            "source",
            0.5,
            0.4996,
            "the reliability of the Telegram channel falls from 50% to 49.96%",
        ),
    ],
)
def test_every_kind_of_input_has_words(path: str, kind: str, value: float, at: float, middle: str) -> None:
    flip = Flip(path, kind, value, at, "strike", 1.5, "moderate")  # type: ignore[arg-type] # the parameters of a table are plain texts
    assert middle in str(changes.flip_sentence(sample.naming(), flip))


def test_an_input_that_is_not_known_is_named_by_its_path() -> None:
    assert str(sample.naming().input("groups.deal.related")) == "`groups.deal.related`"


# --- the answer


def test_how_sure_gives_word_number_and_range_together() -> None:
    sentences = text(list(answer.how_sure(sample.naming())))
    assert sentences.startswith("“A crack in the deck” is likely (62%, range 52–72%), given these judgements.")
    assert "It leads in 90% of 4,096 runs with other numbers from the stated ranges; “A strike” in 10%." in sentences


def test_a_leader_below_half_is_said_to_be_less_likely_than_the_rest() -> None:
    low = [replace(h, probability=p) for h, p in zip(sample.analysis().hypotheses, (0.4, 0.35, 0.25), strict=True)]
    assert "less likely than all the others put together" in text(
        list(answer.how_sure(sample.naming(hypotheses=tuple(low))))
    )


def test_a_tie_is_called_a_tie() -> None:
    sentences = text(list(answer.how_sure(sample.naming(leaders=("crack", "strike")))))
    assert sentences.startswith("“A crack in the deck” and “A strike” are tied: each is ")


def test_without_evidence_it_says_that_these_are_the_starting_odds() -> None:
    sentences = text(list(answer.how_sure(sample.naming(evidence=(), leave_one_out=()))))
    assert sentences.endswith("No evidence counted so far: these are the starting odds.")


def test_no_warning_where_no_check_found_anything() -> None:
    assert answer.warnings(sample.naming()) == []


def test_each_check_that_found_something_warns() -> None:
    bounds = GroupBounds("deal", ("photo", "pickets"), 0.2, 0.8, {}, {}, ("crack", "strike"), True)
    skewed = replace(sample.analysis().hypotheses[0], median=0.5)
    naming = sample.naming(
        groups=(bounds,),
        hypotheses=(skewed, *sample.analysis().hypotheses[1:]),
        contaminated=Variant("contaminated", {"crack": 0.3, "strike": 0.5, "other": 0.2}, True),
        conflict=Conflict(0.3, ("photo",)),
    )
    assert [str(warning) for warning in answer.warnings(naming)] == [
        (
            "“A crack in the deck”: the headline (62%) and the middle of the runs (50%) "
            "are more than 5 points apart, so the stated ranges are lopsided."
        ),
        "Which explanation leads depends on how far the items of “deal” repeat one another.",
        "If each judgement had a small chance of being worthless, “A strike” would lead (50%).",
        "“The photograph” (item 1) is improbable under every named explanation: one may be missing.",
    ]


def test_bars_share_an_axis_to_the_next_twenty_per_cent() -> None:
    assert answer.answer_table(sample.analysis()).top == pytest.approx(0.8)
    full = replace(sample.analysis().hypotheses[0], high=0.999)
    assert answer.answer_table(sample.analysis(hypotheses=(full,))).top == 1.0


def test_more_than_eight_explanations_fold_the_least_likely_and_keep_the_catch_all() -> None:
    many = [
        sample.hypothesis(f"h{n}", f"H {n}", chr(65 + n), now=0.2 - n / 100, prior=0.1, lead=0.1) for n in range(11)
    ]
    many.append(sample.hypothesis("other", "Something else", "?", now=0.01, prior=0.1, lead=0.0))
    table = answer.answer_table(sample.analysis(hypotheses=tuple(many)))
    assert [row.id for row in table.rows] == [*(f"h{n}" for n in range(8)), "other"]
    assert [row.id for row in table.folded] == ["h8", "h9", "h10"]
    assert table.folded_percent == "33%"


# --- what to look for, ranges and groups


def test_an_indicator_says_what_it_would_do() -> None:
    row = indicators.indicator_rows(sample.naming())[0]
    assert row.impact == "Would move the answer a lot"
    assert row.chance == "chance that it is seen: 52%, by 1 April 2024"
    assert str(row.sentence) == (
        "Now 62% for “A crack in the deck”. If seen, 95%. If not seen, 26%. Chance that the leader changes: 48%."
    )


@pytest.mark.parametrize(("gain", "steps"), [(0.5, 3), (0.1, 2), (0.05, 2), (0.04, 1), (0.0, 1)])
def test_impact_has_three_steps(gain: float, steps: int) -> None:
    assert indicators.impact_steps(gain) == steps


def test_a_tornado_bar_gives_both_ends_and_its_own_range() -> None:
    chart = fragility.tornado_chart(sample.naming())
    assert chart.top == pytest.approx(0.8)
    assert [(str(row.label), row.span, row.inputs) for row in chart.rows] == [
        ("The chance of “The photograph” (item 1) under “A strike”", "50–75%", "2–10%")
    ]


def test_group_bounds_are_given_with_the_stated_r() -> None:
    bounds = GroupBounds("deal", ("photo", "pickets"), 0.2, 0.83, {"crack": 0.5}, {"crack": 0.7}, ("crack",), False)
    assert str(fragility.group_rows(sample.naming(groups=(bounds,)))[0].sentence) == (
        "Taken as “0.2” (r = 0.2), so each counts with the power 0.83. "
        "Between fully independent and one and the same, or with each item alone, "
        "“A crack in the deck” lies at 50–70%."
    )


def test_a_sentence_that_starts_with_a_mention_keeps_its_case() -> None:
    mention = sample.naming().source("channel")
    assert str(capitalised(say(mention, " spoke"))) == "the Telegram channel spoke"
    assert str(capitalised(say("all that ", mention))) == "All that the Telegram channel"
