"""The report of every sample case: self-contained, well-formed, linked, escaped, and saying what it must."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rashomon import read_casefile, weigh
from rashomon.analysis import Analysis
from rashomon.model import Case
from rashomon.report import render_report
from tests.library.explain import sample
from tests.library.report.pages import Page, read_page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = [path.stem for path in sorted((ROOT / "examples").glob("*.yaml"))]
LARGEST = 300_000


@cache
def weighed(name: str, late: bool = False) -> tuple[Case, Analysis]:
    """Return a sample case and its analysis, as the file says or with everything known."""
    case = read_casefile(ROOT / "examples" / f"{name}.yaml").case
    return case, weigh(case, as_of=date(2030, 1, 1) if late else None)


@cache
def report(name: str, late: bool = False) -> str:
    """Return a sample's report."""
    return render_report(*weighed(name, late))


@cache
def page(name: str, late: bool = False) -> Page:
    """Return a sample's report as read."""
    return read_page(report(name, late))


both = pytest.mark.parametrize("late", [False, True], ids=["as stated", "with all known"])
every = pytest.mark.parametrize("name", EXAMPLES)


@every
@both
def test_tags_nest(name: str, late: bool) -> None:
    assert page(name, late).faults == []


@every
@both
def test_nothing_is_fetched_and_nothing_runs(name: str, late: bool) -> None:
    found = page(name, late)
    tags = Counter(tag for tag, _ in found.tags)
    assert not tags.keys() & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "video",
        "audio",
    }
    assert found.values("src") == []
    assert found.values("style") == []
    assert not [key for _, attributes in found.tags for key in attributes if key.startswith("on")]
    style = report(name, late).split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@every
def test_the_content_policy_lets_only_this_style_through(name: str) -> None:
    policies = [m["content"] for m in page(name).named("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policies[0]


@every
@both
def test_it_is_a_small_file(name: str, late: bool) -> None:
    assert len(report(name, late).encode()) < LARGEST


@every
@both
def test_links_inside_the_page_arrive_and_ids_are_unique(name: str, late: bool) -> None:
    found = page(name, late)
    ids = Counter(found.values("id"))
    assert [key for key, times in ids.items() if times > 1] == []
    inside = {href[1:] for href in found.values("href") if href.startswith("#")}
    assert inside - ids.keys() == set()
    labels = {key for value in found.values("aria-labelledby") for key in value.split()}
    assert labels - ids.keys() == set()


@every
def test_links_outside_are_the_cases_own(name: str) -> None:
    stated = str(weighed(name)[0].model_dump_json())
    for href in page(name).values("href"):
        assert href.startswith("#") or href in stated


@every
def test_headings_leave_out_no_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(name).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every
def test_every_explanation_stands_with_number_range_and_start(name: str) -> None:
    case, analysis = weighed(name)
    from rashomon.explain.answer import answer_table

    table = answer_table(analysis)
    text = " ".join(page(name).text.split())
    for row in (*table.rows, *table.folded):
        assert row.name in text
        assert f"({row.percent})" in text
        assert row.interval in text
        assert row.start in text
    assert "given these judgements" in text
    assert case.question in text


@every
def test_every_item_report_and_prediction_has_its_place(name: str) -> None:
    case, _ = weighed(name)
    found = page(name)
    ids = set(found.values("id"))
    assert {f"e-{item.id}" for item in case.evidence} <= ids
    assert {f"p-{indicator.id}" for indicator in case.indicators} <= ids
    nodes = [a for a in found.named("div") if "node" in a.get("class", "").split()]
    assert len(nodes) == sum(len(item.reports) for item in case.evidence)


@every
def test_both_counts_are_shown(name: str) -> None:
    _, analysis = weighed(name)
    text = " ".join(page(name).text.split())
    assert f"Reports{analysis.report_count}" in text.replace(" ", "")
    assert f"Independentoriginsbehindthem{len(analysis.origins)}" in text.replace(" ", "")


@every
@both
def test_there_is_no_reassurance_and_no_percent_contribution(name: str, late: bool) -> None:
    text = page(name, late).text.lower()
    for phrase in (
        "all good",
        "no problems",
        "nothing to worry",
        "contribution",
        "debunked",
        "conspiracy theor",
    ):
        assert phrase not in text


@every
def test_a_report_is_the_same_each_time(name: str) -> None:
    assert render_report(*weighed(name)) == report(name)


def test_later_resolutions_are_shown_with_their_score() -> None:
    text = page("wagner-2023", late=True).text
    assert "Happened, " in text
    assert "Did not happen, " in text
    assert "Unclear, " in text
    assert "log score " in text


def test_parts_without_content_are_left_out() -> None:
    bare = sample.case(evidence=[], indicators=[], sources=[], body="")
    found = read_page(render_report(bare, weigh(bare)))
    assert found.faults == []
    assert not set(found.values("id")) & {"mind", "time", "evidence", "sources", "parallels", "watch"}
    assert "No evidence counted so far: these are the starting odds." in found.text


def test_more_letters_than_colours_still_draws() -> None:
    many = [{"id": f"h{n}", "name": f"Account {n}", "prior": 1 / 12} for n in range(12)]
    rows = {f"h{n}": 0.05 * (n + 1) for n in range(12)}
    case = sample.case(
        hypotheses=many,
        evidence=[{"id": "x", "statement": "X.", "established": True, "on": "2024-03-02", "likelihood": rows}],
        indicators=[],
        sources=[],
        body="",
    )
    html = render_report(case, weigh(case))
    assert read_page(html).faults == []
    assert 'class="k kN' in html
    assert "less likely explanations, together" in html


# --- hostile text

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;script&gt;",
    "<!-- --><svg onload=alert(1)>",
    "]]><b>",
    "\u202egnp.exe",
]


# fmt: off
KEPT = {"id", "source", "via", "says", "on", "by", "grade", "prior", "language", "ended", "known_on", "as_of",
        "items", "related", "outcome", "kind"}
# fmt: on


def spoiled(value: Any, text: str, key: str = "") -> Any:
    """Return a document in which every free text holds `text`; ids, numbers, dates and links stay."""
    if isinstance(value, dict):
        held = key in {"likelihood", "otherwise", "showed"}
        return {k: v if held or k in KEPT else spoiled(v, text, k) for k, v in value.items()}
    if isinstance(value, list):
        return [spoiled(inside, text, key) for inside in value]
    return f"{value} {text}" if isinstance(value, str) else value


FULL = {
    **sample.DOCUMENT,
    "title": "T",
    "summary": "S",
    "subject": "P",
    "authors": [{"name": "N", "bio": "B"}],
    "hypotheses": [
        {
            "id": "crack",
            "name": "A crack",
            "prior": "30-50%",
            "description": "D",
            "why": "W",
            "proposed_by": "P",
        },
        {"id": "strike", "name": "A strike", "prior": "30-50%"},
    ],
    "evidence": [
        {
            **sample.DOCUMENT["evidence"][0],
            "why": "W",
            "note": "N",
            "reports": [{"id": "r1", "source": "channel", "quote": "Q", "note": "N"}],
        },
        *sample.DOCUMENT["evidence"][1:],
    ],
    "groups": [{"id": "g", "items": ["photo", "pickets"], "related": "loosely", "name": "G"}],
    "reference_classes": [
        {
            "id": "c",
            "rule": "R",
            "why": "W",
            "parallels": [{"event": "E", "ended": "crack", "note": "N", "source": "S"}],
        }
    ],
    "indicators": [
        {
            **sample.DOCUMENT["indicators"][0],
            "who": "W",
            "why": "Y",
            "on": "2024-03-01",
            "resolved": {"on": "2024-03-09", "outcome": "seen", "note": "N"},
        },
        {
            "id": "open",
            "statement": "O",
            "who": "W",
            "why": "Y",
            "likelihood": {"crack": "80%", "strike": "5%"},
        },
    ],
}


@cache
def tags_of_the_clean_page() -> tuple[str, ...]:
    """Return the tags of the same page without hostile text."""
    case = Case.model_validate(FULL)
    return tuple(tag for tag, _ in read_page(render_report(case, weigh(case))).tags)


@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_stays_text(text: str) -> None:
    # `<!` would open a Markdown HTML block, which is text here; the tags of the page must not change.
    document = spoiled({k: v for k, v in FULL.items() if k != "rashomon"}, text)
    case = Case.model_validate({"rashomon": 1, **document})
    found = read_page(render_report(case, weigh(case)))
    assert found.faults == []
    assert tuple(tag for tag, _ in found.tags) == tags_of_the_clean_page()
    assert not [key for _, attributes in found.tags for key in attributes if key.startswith("on")]
    assert found.text.count(text) >= 10


def test_what_no_page_may_hold_is_replaced() -> None:
    case = sample.case(title="a\x00b\x1bc\ufffed")
    html = render_report(case, weigh(case))
    assert "a\ufffdb\ufffdc\ufffdd" in html


def test_links_to_other_schemes_do_not_get_as_far_as_the_page() -> None:
    with pytest.raises(ValueError, match="url"):
        sample.case(sources=[{"id": "channel", "name": "C", "url": "javascript:alert(1)"}])
