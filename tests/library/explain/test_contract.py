"""The JSON contract: documented key by key, plain JSON, 12 digits."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon import read_casefile, weigh
from rashomon.explain.contract import CONTRACT_VERSION, analysis_to_json
from rashomon.problems import Advice, Place
from tests.library.explain import sample

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DOCUMENTED = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)

BY_ID = re.compile(
    r"(^posterior|^evidence|^origins|^groups|^reference_classes|likelihood|with_reports|shapley|shapley_se"
    r"|\.posterior|if_seen|if_not|base_rate|groups\.ID\.low|groups\.ID\.high)$"
)
"""Paths of objects whose keys are ids."""


def documented() -> set[str]:
    """Return the keys that docs/json.md explains."""
    return set(DOCUMENTED.findall((ROOT / "docs" / "json.md").read_text(encoding="utf-8")))


def paths(value: Any, at: str = "") -> Iterator[str]:
    """Yield every path in an output, ids as ID and places in lists as []."""
    if isinstance(value, dict):
        for key, inside in value.items():
            step = "ID" if BY_ID.search(at) else key
            here = f"{at}.{step}" if at else step
            yield here
            yield from paths(inside, here)
    elif isinstance(value, list):
        yield f"{at}[]"
        for inside in value:
            yield from paths(inside, f"{at}[]")


@cache
def outputs() -> tuple[dict[str, Any], ...]:
    """Return the output of every sample case, early and late, and one with advice that has a place."""
    found = []
    for path in EXAMPLES:
        case = read_casefile(path).case
        found += [analysis_to_json(weigh(case)), analysis_to_json(weigh(case, as_of=date(2030, 1, 1)))]
    advice = (Advice("x", ("evidence", 0), "Look.", "Do.", Place("f.yaml", 3, 5, "text")),)
    pair = replace(sample.WITHOUT_CHANNEL, kind="item", ids=("photo", "pickets"))
    found.append(analysis_to_json(sample.analysis(advice=advice, leave_two_out=(pair,))))
    return tuple(found)


def leaves_only(keys: set[str]) -> set[str]:
    """Drop what only holds others: `a` where `a.b` or `a[]` is there, and `a[]` where `a[].b` is."""
    return {key for key in keys if not any(other.startswith((f"{key}.", f"{key}[]")) for other in keys)}


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    seen = {path for output in outputs() for path in paths(output)}
    written = documented()
    assert leaves_only(seen) - written == set(), "printed and not in docs/json.md"
    assert written - seen == set(), "in docs/json.md and never printed"


def test_the_version_stands_first() -> None:
    assert next(iter(analysis_to_json(sample.analysis()).items())) == ("rashomon", CONTRACT_VERSION)


@pytest.mark.parametrize("at", range(2 * len(EXAMPLES) + 1))
def test_it_is_strict_json_and_comes_back_unchanged(at: int) -> None:
    output = outputs()[at]
    assert json.loads(json.dumps(output, allow_nan=False)) == output


def test_what_has_no_finite_value_is_null() -> None:
    infinite = replace(sample.analysis().evidence[0], bits=math.inf)
    output = analysis_to_json(sample.analysis(evidence=(infinite,)))
    assert output["evidence"]["photo"]["bits"] is None


def test_numbers_carry_twelve_significant_digits() -> None:
    leader = replace(sample.analysis().hypotheses[0], probability=0.123456789012345678)
    output = analysis_to_json(sample.analysis(hypotheses=(leader,)))
    assert output["posterior"]["crack"]["probability"] == 0.123456789012


def test_the_headline_is_the_analysis_own() -> None:
    analysis = weigh(read_casefile(EXAMPLES[0]).case)
    output = analysis_to_json(analysis)
    for result in analysis.hypotheses:
        assert output["posterior"][result.id]["probability"] == pytest.approx(result.probability, rel=1e-11)
    assert output["leaders"] == list(analysis.leaders)
