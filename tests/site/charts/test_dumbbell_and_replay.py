"""Two answers on one line, and the lines over time with their marker."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rashomon.casefile import read_case_text
from rashomon.explain.naming import Naming
from rashomon.explain.timeline import Timeline, timeline
from rashomon.weighing import weigh
from rashomon_site.charts.dumbbell import dumbbell
from rashomon_site.charts.replay import replay_charts

EXAMPLE = Path(__file__).parents[3] / "examples" / "web-outage.yaml"


@pytest.fixture(scope="module")
def chart() -> Timeline:
    case = read_case_text(EXAMPLE.read_text(encoding="utf-8"), name="web-outage.yaml").case
    found = timeline(Naming(case, weigh(case, draws=64)))
    assert found is not None
    return found


def test_both_answers_stand_at_their_share_of_the_line() -> None:
    places = re.findall(r'cx="([\d.]+)%"', dumbbell(0.0, 0.6, 0.6, "A"))
    assert places == ["2.00", "98.00"]


@pytest.mark.parametrize(
    ("editors", "reader", "circles"), [(0.2, None, 1), (None, 0.2, 1), (0.2, 0.3, 2), (None, None, 0)]
)
def test_either_answer_may_be_missing(editors: float | None, reader: float | None, circles: int) -> None:
    drawn = dumbbell(editors, reader, 1.0, "?")
    assert drawn.count("<circle") == circles
    assert ('class="ln"' in drawn) is (circles == 2)


def test_a_later_letter_takes_the_common_colour() -> None:
    assert 'class="fN"' in dumbbell(None, 0.5, 1.0, "K")


def test_each_width_has_a_marker_at_the_step(chart: Timeline) -> None:
    drawings = re.findall(r"<svg.*?</svg>", replay_charts(chart, 2), re.DOTALL)
    assert len(drawings) == 3
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
        (marker,) = [line for line in root.iter("line") if line.attrib["class"] == "now"]
        at = float(marker.attrib["data-left"]) + 2 * float(marker.attrib["data-gap"])
        assert float(marker.attrib["x1"]) == pytest.approx(at, abs=0.06)
        assert float(marker.attrib["x1"]) == float(marker.attrib["x2"])
        assert sum(rect.attrib.get("class") == "hit" for rect in root.iter("rect")) == len(chart.steps)


def test_every_step_says_what_came_in(chart: Timeline) -> None:
    tips = re.findall(r'data-tip="([^"]*)"', replay_charts(chart, 0))
    assert tips[0] == "Start: Starting odds"
    assert len(tips) == 3 * len(chart.steps)
