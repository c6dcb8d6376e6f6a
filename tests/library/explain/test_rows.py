"""Evidence, chains, time, predictions and parallels as rows and chart data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rashomon.analysis import ReferenceClassResult, ResolvedIndicator, TimelinePoint, UnitResult
from rashomon.explain import background, evidence, predictions, provenance
from rashomon.explain.naming import Naming
from rashomon.explain.timeline import timeline
from tests.library.explain import sample

# --- evidence


def rows(naming: Naming) -> list[evidence.EvidenceRow]:
    """Return all rows in the order of the page."""
    return [row for group in evidence.evidence_groups(naming) for row in group.rows]


def test_cells_hold_figure_word_range_and_step() -> None:
    cells = rows(sample.naming())[0].cells
    assert [(c.figure, c.word, c.range, c.step, c.filled_in) for c in cells] == [
        ("68%", "likely", "55–80%", 5, False),
        ("5%", "very unlikely", "2–10%", 2, False),
        ("36%", "unlikely", "5–68%", 3, True),
    ]


def test_ratios_have_no_word_and_are_shaded_around_their_middle() -> None:
    cells = rows(sample.naming())[1].cells
    assert [(c.figure, c.word, c.range, c.step) for c in cells] == [
        ("1×", "", "", 3),
        ("4×", "", "", 5),
        ("2.5×", "", "1–4×", 4),
    ]


def test_the_direction_names_letters_and_small_weights_are_left_out() -> None:
    photo, pickets, later = rows(sample.naming())
    assert photo.direction == "For A · against B"
    assert pickets.direction == "For B · against A"
    assert later.direction == "Not counted: not known yet"
    assert later.weights == ()


def test_items_that_cannot_be_parted_say_so() -> None:
    both = UnitResult("photo", ("photo", "pickets"), 1.0)
    tied = tuple(replace(e, unit="photo") for e in sample.analysis().evidence)
    row = rows(sample.naming(units=(both,), evidence=tied))[0]
    assert row.direction == "For A · against B · as one with 2"
    assert "Its weight cannot be parted from that of item 2." in [str(s) for s in row.about]


def test_an_item_says_what_it_does() -> None:
    assert [str(sentence) for sentence in rows(sample.naming())[0].about] == [
        "Some weight for “A crack in the deck” against “A strike” (4 times as expected).",
        (
            "Without “The photograph” (item 1), 62% becomes 30% for “A crack in the deck”, "
            "and “A strike” leads with 58%."
        ),
    ]


def test_a_ledger_lists_the_strongest_either_way() -> None:
    found = evidence.ledger(sample.naming(), "crack")
    assert [item.id for item in found.speaks_for] == ["photo"]
    assert [item.id for item in found.against] == ["pickets"]


def test_groups_come_in_the_order_of_the_file() -> None:
    case = sample.case(groups=[{"id": "deal", "items": ["photo", "later"], "related": "loosely"}])
    found = evidence.evidence_groups(Naming(case, sample.analysis()))
    assert [(g.name, g.note, [r.id for r in g.rows]) for g in found] == [
        ("deal", "Two items, taken as “loosely”", ["photo", "later"]),
        ("Items in no group", "", ["pickets"]),
    ]


def test_the_day_and_what_waits_are_stated() -> None:
    words = evidence.as_of_sentence(sample.case(), sample.analysis())
    assert words == "Only what was known by 10 March 2024 counts. One later item waits in the file."
    assert evidence.as_of_sentence(sample.case(), sample.analysis(as_of=None)) == "Everything in the file counts."


# --- who had it from whom


def test_a_chain_starts_at_its_origin_and_gives_both_counts() -> None:
    chain = provenance.item_chains(sample.naming())[0]
    assert chain.counts == "Two reports, one independent origin"
    assert [(node.id, node.depth, node.is_origin) for node in chain.nodes] == [
        ("r1", 0, True),
        ("r2", 1, False),
        ("r3", 0, True),
    ]


def test_nodes_say_what_they_add() -> None:
    first, second, third = provenance.item_chains(sample.naming())[0].nodes
    assert first.name == "The Telegram channel"
    assert first.regardless == "had it not known, it would still have said so 90% of the time"
    assert first.party
    assert (second.copying, second.via) == ("only repeats it with a chance of 40%", "the Telegram channel")
    assert not second.party
    assert third.regardless == "had it not known, it would still have denied it 95% of the time"
    assert third.party
    assert not third.counted


def test_a_chain_of_thousands_of_steps_is_no_trouble() -> None:
    document = dict(sample.DOCUMENT["evidence"][0])
    chain = [{"id": "n0", "source": "channel"}]
    chain += [{"id": f"n{k}", "source": "paper", "via": f"n{k - 1}"} for k in range(1, 5000)]
    document["reports"] = chain
    case = sample.case(evidence=[document, *sample.DOCUMENT["evidence"][1:]])
    nodes = provenance.item_chains(Naming(case, sample.analysis()))[0].nodes
    assert [nodes[-1].id, nodes[-1].depth] == ["n4999", 4999]


def test_the_summary_gives_both_counts() -> None:
    assert str(provenance.provenance_summary(sample.naming())) == ("Two reports go back to one independent origin.")
    assert str(provenance.provenance_summary(sample.naming(report_count=0))).startswith("No reports")


# --- time


def test_the_chart_starts_at_the_starting_odds() -> None:
    chart = timeline(sample.naming())
    assert chart is not None
    assert [step.label for step in chart.steps] == ["Start", "2 Mar 2024", "5 Mar 2024"]
    assert chart.series[0].values == (0.475, 0.8, 0.62)
    assert chart.series[0].leads
    assert chart.top == pytest.approx(0.8)
    assert str(chart.summary) == "“A crack in the deck” went from 48% at the start to 62%."


def test_at_most_four_changes_of_the_lead_are_annotated() -> None:
    start = sample.analysis().timeline[0]
    points = [
        TimelinePoint(start.on, ("photo",), {"crack": 0.1 + 0.8 * (n % 2), "strike": 0.5 - n / 100, "other": 0.0})
        for n in range(12)
    ]
    chart = timeline(sample.naming(timeline=tuple(points)))
    assert chart is not None
    notes = [step.note for step in chart.steps if step.note]
    assert len(notes) == 4
    assert set(notes) <= {"A takes the lead", "B takes the lead"}


def test_without_anything_over_time_there_is_no_chart() -> None:
    assert timeline(sample.naming(timeline=())) is None


# --- predictions


def resolved(outcome: str, score: float | None) -> dict[str, Any]:
    """Return the fields of an analysis in which the indicator has come out."""
    day = sample.analysis().next[0].by
    assert day is not None
    result = ResolvedIndicator("repair", "Repairs begin.", day, outcome, 0.52, score)  # type: ignore[arg-type] # the parameters of a table are plain texts
    return {"next": (), "resolved": (result,)}


def test_an_open_prediction_keeps_its_stated_numbers() -> None:
    row = predictions.prediction_rows(sample.naming())[0]
    assert (row.state, row.state_words, row.chance) == ("open", "Open", "We give it 52%")
    assert [(e.hypothesis.mark, e.text) for e in row.expectations] == [("A", "80%"), ("B", "0.5%")]


@pytest.mark.parametrize(
    ("outcome", "score", "state", "words"),
    [
        ("seen", 0.65, "happened", "Happened, 1 April 2024"),
        ("not-seen", 0.73, "did not", "Did not happen, 1 April 2024"),
        ("unclear", None, "unclear", "Unclear, 1 April 2024: the answer stays as it was"),
    ],
)
def test_a_resolved_prediction_says_how(outcome: str, score: float | None, state: str, words: str) -> None:
    row = predictions.prediction_rows(sample.naming(**resolved(outcome, score)))[0]
    assert (row.state, row.state_words, row.chance) == (state, words, "We gave it 52%")
    assert row.score.startswith(f"log score {score:.2f}" if score else "")


def test_an_overdue_prediction_waits_for_the_editor() -> None:
    late = replace(sample.analysis().next[0], overdue=True)
    assert predictions.prediction_rows(sample.naming(next=(late,)))[0].state_words == "Overdue: waiting for the editor"


# --- parallels

CLASSES = [
    {
        "id": "closures",
        "rule": "Bridges that closed.",
        "parallels": [
            {"event": "One", "weight": 0.5, "ended": "crack", "showed": {"repair": True}},
            {"event": "Two", "ended": "strike", "showed": {"repair": False}},
        ],
    }
]


def test_parallels_say_whether_they_give_the_starting_odds() -> None:
    rate = ReferenceClassResult("closures", "Bridges that closed.", 1.0, 1.5, {"crack": 0.4, "strike": 0.6})
    stated = background.parallel_classes(
        Naming(sample.case(reference_classes=CLASSES), sample.analysis(reference_classes=(rate,)))
    )[0]
    assert str(stated.summary) == (
        "Two parallels, worth 1.5 full ones; base rates: “A strike” 60%, “A crack in the deck” 40%. "
        "The starting odds are stated by the author; these stand beside them."
    )
    assert stated.showed == ("Of two parallels, one showed this: Repairs begin.",)


def test_parallels_that_all_showed_it_are_counted_in_words() -> None:
    both = [
        {
            "id": "closures",
            "rule": "Bridges that closed.",
            "parallels": [{"event": event, "showed": {"repair": True}} for event in ("One", "Two")],
        }
    ]
    naming = Naming(sample.case(reference_classes=both), sample.analysis())
    assert background.parallel_classes(naming)[0].showed == ("Of two parallels, two showed this: Repairs begin.",)


def test_without_priors_and_parallels_the_start_is_equal() -> None:
    bare = [{"id": h["id"], "name": h["name"]} for h in sample.DOCUMENT["hypotheses"]]
    assert str(background.start_sentence(Naming(sample.case(hypotheses=bare), sample.analysis()))) == (
        "No starting odds were stated, so the named explanations begin with equal shares."
    )


def test_a_resolved_prediction_is_named_where_it_counts_as_an_item() -> None:
    naming = sample.naming(**resolved("seen", 0.65))
    assert str(naming.item("repair")) == "“Repairs begin” (prediction P1)"
