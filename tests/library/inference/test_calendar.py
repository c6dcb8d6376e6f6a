"""What counts on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rashomon.inference import compile_case
from rashomon.model import Case


def counted(day: str | None, *evidence: dict[str, Any]) -> dict[str, tuple[bool | None, list[str]]]:
    """Return what is recorded of each item that counts, and its reports."""
    document = {
        "rashomon": 1,
        "question": "Which?",
        "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "sources": [{"id": "s", "name": "S", "grade": "B"}],
        "evidence": [{"statement": "x", "likelihood": {"a": 0.6, "b": 0.3}} | item for item in evidence],
    }
    model = compile_case(Case.model_validate(document), date.fromisoformat(day) if day else None)
    return {item.id: (item.recorded, [r.id for r in item.reports]) for item in model.items if item.counted}


def report(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "source": "s", **more}


ESTABLISHED = {"id": "e", "established": True, "on": "2023-06-24", "known_on": "2023-06-28"}


def test_without_a_day_everything_counts() -> None:
    assert counted(None, ESTABLISHED) == {"e": (True, [])}


@pytest.mark.parametrize(("day", "expected"), [("2023-06-27", {}), ("2023-06-28", {"e": (True, [])})])
def test_an_item_is_established_from_the_day_it_is_known(day: str, expected: object) -> None:
    assert counted(day, ESTABLISHED) == expected


def test_before_that_day_it_counts_by_its_reports() -> None:
    item = ESTABLISHED | {"reports": [report("r", on="2023-06-25")]}
    assert counted("2023-06-26", item) == {"e": (None, ["r"])}
    assert counted("2023-06-28", item) == {"e": (True, ["r"])}


def test_a_report_waits_for_what_it_came_via() -> None:
    item = {"id": "e", "reports": [report("r1", on="2023-07-02"), report("r2", via="r1", on="2023-07-01")]}
    assert counted("2023-07-01", item) == {}
    assert counted("2023-07-02", item) == {"e": (None, ["r1", "r2"])}


def test_what_has_no_date_is_known_from_the_start() -> None:
    assert counted("1900-01-01", {"id": "e", "established": False}) == {"e": (False, [])}


def test_a_row_of_ratios_waits_until_the_item_is_established() -> None:
    ratios = ESTABLISHED | {"likelihood": {"a": "1x", "b": "2x"}, "reports": [report("r", on="2023-06-25")]}
    assert counted("2023-06-26", ratios) == {}
    assert counted("2023-06-28", ratios) == {"e": (True, ["r"])}
