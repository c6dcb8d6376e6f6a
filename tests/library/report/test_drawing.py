"""Charts and marks: places, scales and contrast."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest

from rashomon.explain.answer import answer_table
from rashomon.explain.axes import axis_top, ticks
from rashomon.explain.evidence import WeightBar
from rashomon.explain.fragility import tornado_chart
from rashomon.explain.sentence import Mention, say
from rashomon.explain.timeline import timeline
from rashomon.report.marks import chip, grade_squares, letter_class, sentence_html
from rashomon.report.svg_bars import answer_bar, bar_axis, move_rail, tornado_bar, weight_bars
from rashomon.report.svg_elements import element, share, text
from rashomon.report.svg_lines import LABEL_GAP, SIZES, spread_out, timeline_charts
from rashomon.report.trees import DEEPEST, Branch, forest
from tests.library.explain import sample


def test_values_and_text_are_escaped() -> None:
    assert (
        str(text('<b>"&', "1%", 2, "x"))
        == '<text class="x" x="1%" y="2" text-anchor="start">&lt;b&gt;&#34;&amp;</text>'
    )
    assert str(element("rect", class_='"><script>', x=1)) == '<rect class="&#34;&gt;&lt;script&gt;" x="1"/>'


@pytest.mark.parametrize(
    ("highest", "step", "top"),
    [(0.0, 0.2, 0.2), (0.2, 0.2, 0.2), (0.21, 0.2, 0.4), (0.99, 0.2, 1.0), (1.0, 0.2, 1.0), (0.31, 0.1, 0.4)],
)
def test_axes_end_at_the_next_step(highest: float, step: float, top: float) -> None:
    assert axis_top(highest, step) == pytest.approx(top)
    assert ticks(top, step)[0] == 0
    assert ticks(top, step)[-1] == pytest.approx(top)


def test_an_answer_bar_starts_at_zero_and_shows_line_caps_and_start() -> None:
    table = answer_table(sample.analysis())
    drawn = str(answer_bar(table.rows[0], table.top))
    assert '<rect class="fA" x="0" y="4" width="77.50%" height="20"/>' in drawn  # 62 of 80
    assert '<line class="whisk" x1="65.00%" x2="90.00%"' in drawn  # 52 to 72 of 80
    assert drawn.count('class="whisk"') == 3
    assert drawn.count('class="halo"') == 3
    assert '<line class="start" x1="59.37%"' in drawn  # 47.5 of 80
    assert 'aria-hidden="true"' in drawn


def test_the_axis_states_zero_and_the_top() -> None:
    assert re.findall(r">(\d+%?)<", str(bar_axis(0.6))) == ["0", "20", "40", "60%"]


def test_a_rail_puts_the_figure_where_there_is_room() -> None:
    assert 'text-anchor="start"' in str(move_rail("A", 0.3, 0.6, 0.6))
    assert 'text-anchor="end"' in str(move_rail("A", 0.6, 0.3, 0.6))
    assert 'text-anchor="start"' in str(move_rail("A", 0.6, 0.001, 0.6))


def test_a_tornado_bar_has_ring_dot_and_tick() -> None:
    chart = tornado_chart(sample.naming())
    drawn = str(tornado_bar(chart.rows[0], chart))
    assert '<circle class="ring lA" cx="93.75%"' in drawn  # 75 of 80: the input's low end
    assert '<circle class="fA" cx="62.50%"' in drawn  # 50 of 80: its high end
    assert 'class="whisk" x1="77.50%"' in drawn


def test_weights_stand_above_and_below_one_line() -> None:
    bars = (
        WeightBar(Mention("hypothesis", "a", "A", "A"), 2.0),
        WeightBar(Mention("hypothesis", "b", "B", "B"), -1.0),
        WeightBar(Mention("hypothesis", "other", "Else", "?"), 0.0),
    )
    drawn = str(weight_bars(bars, 2.0))
    assert '<rect class="fA" x="2" y="2" width="11" height="22"/>' in drawn
    assert '<rect class="fB" x="18" y="24" width="11" height="11"/>' in drawn
    assert '<rect class="fX" x="34" y="24" width="11" height="1"/>' in drawn


def test_places_stay_within_the_axis() -> None:
    assert [share(value, 0.8) for value in (-1.0, 0.0, 0.4, 2.0)] == ["0.00%", "0.00%", "50.00%", "100.00%"]


@pytest.mark.parametrize("wanted", [[], [5.0], [5.0, 6.0, 7.0], [90.0, 95.0, 99.0], [float(n) for n in range(9)]])
def test_labels_at_line_ends_keep_their_distance(wanted: list[float]) -> None:
    places = spread_out(wanted, LABEL_GAP, 0.0, 200.0)
    assert len(places) == len(wanted)
    assert all(later - earlier >= LABEL_GAP - 1e-9 for earlier, later in pairwise(places))
    assert all(place <= 200.0 for place in places)


def test_each_width_has_its_own_drawing_with_a_text_alternative() -> None:
    chart = timeline(sample.naming())
    assert chart is not None
    drawn = str(timeline_charts(chart))
    assert [size.class_ for size in SIZES] == ["c-narrow", "c-mid", "c-wide"]
    for size in SIZES:
        assert f'class="{size.class_}" viewBox="0 0 {size.width} {size.height}" role="img"' in drawn
    assert drawn.count('aria-label="Line chart. “A crack in the deck” went from 48% at the start to 62%.') == 3
    assert drawn.count('class="line lA lead"') == 3
    assert drawn.count('class="line lB"') == 3


def test_a_lines_points_fall_where_the_numbers_say() -> None:
    chart = timeline(sample.naming())
    assert chart is not None
    narrow = str(timeline_charts(chart)).split("</svg>")[0]
    # 0 lies at 328 and the top, 80%, at 20 (300 by 380, margins 34, 80, 20, 52): 47.5, 80 and 62%.
    assert 'class="line lA lead" points="34.0,145.1 127.0,20.0 220.0,89.3"' in narrow


@pytest.mark.parametrize(("letter", "suffix"), [("A", "A"), ("H", "H"), ("I", "N"), ("?", "X"), ("", "N"), ("AB", "N")])
def test_letters_have_classes(letter: str, suffix: str) -> None:
    assert letter_class(letter) == suffix


def test_names_in_sentences_are_escaped() -> None:
    evil = Mention("hypothesis", "x", "<b>", "A")
    assert "&lt;b&gt;" in str(sentence_html(say("Now ", evil, " & <i>")))
    assert "&amp; &lt;i&gt;" in str(sentence_html(say("Now ", evil, " & <i>")))
    assert "<b>" not in str(chip("<b>"))


@pytest.mark.parametrize(("grade", "filled"), [("A", 5), ("C", 3), ("E", 1), ("F", 0)])
def test_grades_fill_squares(grade: str, filled: int) -> None:
    assert str(grade_squares(grade)).count('class="on"') == filled


def test_chains_nest_and_stop_nesting() -> None:
    from rashomon.explain.provenance import item_chains

    node = item_chains(sample.naming())[0].nodes[0]
    chain = [replace(node, id=f"n{depth}", depth=depth) for depth in range(40)]
    roots = forest([*chain, replace(node, id="second", depth=0)])
    assert [root.node.id for root in roots] == ["n0", "second"]
    assert depth_of(roots[0]) == DEEPEST + 1


def depth_of(branch: Branch) -> int:
    """Return how deep a tree is."""
    return 1 + max((depth_of(inside) for inside in branch.branches), default=0)


# --- contrast (WCAG 2.2 AA)

STYLE = files("rashomon.report").joinpath("static", "report.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w[\w-]*):(#[0-9a-f]{3,6})", part))
    for part in STYLE.split("@layer base{")[0].split("@media")[:2]
)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    (ink, ground) for ink in ("ink", "ink-2", "ink-3", "link", "for", "against", "gate") for ground in ("paper", "wash")
]
TEXT += [(f"o{letter}", f"e{letter}") for letter in "ABCDEFGHXN"] + [(f"t{n}", f"s{n}") for n in range(1, 8)]
TEXT += [("note-ink", "note")]
MARKS = [(f"e{letter}", ground) for letter in "ABCDEFGHXN" for ground in ("paper", "wash")] + [("rule-2", "paper")]


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("over", "under"), TEXT)
def test_text_is_legible(mode: dict[str, str], over: str, under: str) -> None:
    assert contrast(mode[over], mode[under]) >= 4.5


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("over", "under"), MARKS)
def test_marks_can_be_told_from_their_ground(mode: dict[str, str], over: str, under: str) -> None:
    assert contrast(mode[over], mode[under]) >= 3


def test_paper_is_light_whatever_the_system_says() -> None:
    assert "@media screen and (prefers-color-scheme:dark)" in STYLE
    assert STYLE.count("prefers-color-scheme") == 1
    unlayered = STYLE.split("@layer base{")[0]
    assert "@media print{:root{color-scheme:light;--paper:#fff;" in unlayered
