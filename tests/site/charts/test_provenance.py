"""Who had it from whom, drawn and listed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rashomon.casefile import read_case_text
from rashomon.explain.naming import Naming
from rashomon.explain.provenance import ChainNode, ItemChains, item_chains
from rashomon.explain.sentence import Mention
from rashomon.weighing import weigh
from rashomon_site.charts.provenance import COLUMNS, MOST_DRAWN, parents_of, provenance_svg

EXAMPLES = Path(__file__).parents[3] / "examples"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202egnp.exe",
    "]]><!--",
    "x" * 5000,
    "漢字" * 500,
    "a\x00b",
    "{{ settings.SECRET_KEY }}",
)


def _node(place: int, depth: int, name: str = "A paper", **more: object) -> ChainNode:
    usual: dict[str, object] = dict.fromkeys(
        ("grade", "grade_words", "regardless", "quote", "note", "url", "archive"), ""
    )
    usual |= {"id": f"r{place}", "name": name, "depth": depth, "says": "reports it", "when": "24 Jun 2023"}
    usual |= {"copying": "repeats it" if depth else "", "via": "a post" if depth else "", "is_origin": depth == 0}
    usual |= {"party": False, "counted": True, "seen": True}
    return ChainNode(**(usual | more))  # type: ignore[arg-type]  # a table of fields


def _chains(*nodes: ChainNode) -> ItemChains:
    origins = sum(node.is_origin for node in nodes)
    item = Mention("evidence", "x", "An item", "1")
    return ItemChains(item, len(nodes), origins, f"{len(nodes)} reports, {origins} origins", nodes)


def _drawings(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]  # noqa: S314 - ours


def _rects(drawing: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    keys = ("x", "y", "width", "height")
    return [tuple(float(box.attrib[key]) for key in keys) for box in drawing.iter("rect")]  # type: ignore[misc]


def test_there_is_a_drawing_for_each_width_and_a_list() -> None:
    html = provenance_svg(_chains(_node(0, 0), _node(1, 1), _node(2, 1)))
    narrow, wide = _drawings(html)
    assert narrow.attrib["class"] == "pv-narrow"
    assert wide.attrib["class"] == "pv-wide"
    assert len(_rects(narrow)) == len(_rects(wide)) == 3
    assert "3 reports, 1 origins" in html
    assert html.count("<li>") == 3
    assert "had it from <bdi>a post</bdi>" in html


def test_origins_interested_parties_and_what_is_not_counted_have_frames_of_their_own() -> None:
    nodes = [_node(0, 0, party=True), _node(1, 1), _node(2, 0, counted=False)]
    _, wide = _drawings(provenance_svg(_chains(*nodes)))
    assert [box.attrib["class"] for box in wide.iter("rect")] == ["pv-b origin party", "pv-b", "pv-b origin later"]


def test_every_report_is_joined_to_the_one_that_it_came_by() -> None:
    nodes = [_node(0, 0), _node(1, 1), _node(2, 2), _node(3, 1), _node(4, 0), _node(5, 1)]
    assert parents_of(nodes) == [None, 0, 1, 0, None, 4]
    narrow, wide = _drawings(provenance_svg(_chains(*nodes)))
    for drawing in (narrow, wide):
        assert sum(path.attrib["class"] == "pv-l" for path in drawing.iter("path")) == 4


@pytest.mark.parametrize(
    "depths",
    [
        [0],
        [0, 1, 1, 1],
        [0, 1, 2, 3],
        [0, 0, 0],
        [0, 1, 2, 2, 1, 2, 0, 1],
        list(range(12)),
        [0] + [1] * 30,
        [0, 1, 2, 3, 3, 3, 2, 1, 0, 0, 1],
    ],
)
def test_boxes_lie_inside_the_drawing_and_never_on_one_another(depths: list[int]) -> None:
    names = ("A paper", "The New York Times, news pages, in its edition for readers abroad", "X" * 60)
    nodes = [_node(place, depth, names[place % 3]) for place, depth in enumerate(depths)]
    for drawing in _drawings(provenance_svg(_chains(*nodes))):
        _, _, width, height = map(float, drawing.attrib["viewBox"].split())
        boxes = _rects(drawing)
        for x, y, w, h in boxes:
            assert x >= 0
            assert y >= 0
            assert x + w <= width + 0.1
            assert y + h <= height + 0.1
        for place, (x, y, w, h) in enumerate(boxes):
            for other_x, other_y, other_w, other_h in boxes[:place]:
                apart = x >= other_x + other_w or other_x >= x + w or y >= other_y + other_h or other_y >= y + h
                assert apart


def test_a_long_chain_is_stacked_on_a_wide_screen_too() -> None:
    nodes = [_node(depth, depth) for depth in range(COLUMNS + 1)]
    _, wide = _drawings(provenance_svg(_chains(*nodes)))
    tops = [y for _, y, _, _ in _rects(wide)]
    assert tops == sorted(tops)
    assert len(set(tops)) == COLUMNS + 1


def test_thousands_of_reports_are_listed_and_the_first_of_them_drawn() -> None:
    html = provenance_svg(_chains(*(_node(place, place) for place in range(3000))))
    assert len(_rects(_drawings(html)[0])) == MOST_DRAWN
    assert html.count("<li>") == 3000
    assert f"shows the first {MOST_DRAWN} reports" in html


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    html = provenance_svg(_chains(_node(0, 0, name), _node(1, 1, name, via=name)))
    assert not re.search(r"<(script|img)", html)
    for drawing in _drawings(html):  # well formed, and of known elements alone
        tags = {part.tag for part in drawing.iter()}
        assert tags <= {"svg", "g", "rect", "path", "text"}
        assert drawing.attrib["role"] == "img"
    assert "style=" not in html
    assert "\u202e" not in "".join("".join(drawing.itertext()) for drawing in _drawings(html))


def test_an_item_without_reports_has_no_drawing() -> None:
    html = provenance_svg(_chains())
    assert "<svg" not in html
    assert "No report counted yet" in html


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_every_item_of_the_examples_can_be_drawn(name: str) -> None:
    case = read_case_text((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"), name=name).case
    for chains in item_chains(Naming(case, weigh(case, draws=64, with_timeline=False))):
        for drawing in _drawings(provenance_svg(chains)):
            assert len(_rects(drawing)) == len(chains.nodes)
