"""The tables of docs/drafting.md are what the model says now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rashomon.drafting import document, draft, items
from rashomon.drafting.frozen import Frozen
from rashomon.drafting.items import ItemKind
from rashomon.drafting.reference import CHOICES, PARTS, reference, with_reference

PAGE = Path(__file__).resolve().parents[3] / "docs" / "drafting.md"
HOW = "run `python -m rashomon.drafting` and commit what it writes"
MODULES = (document, draft, items)


def defined(base: type) -> set[Any]:
    """Return the classes of a kind that the model defines."""
    every = {value for module in MODULES for value in vars(module).values() if isinstance(value, type)}
    return {value for value in every if issubclass(value, base) and value.__module__.startswith("rashomon")} - {base}


def test_the_page_is_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_reference(page) == page, HOW


def test_every_part_has_a_table() -> None:
    assert {part for part, _ in PARTS.values()} == defined(Frozen)


def test_every_choice_is_listed() -> None:
    from enum import StrEnum

    assert set(CHOICES.values()) == defined(StrEnum)


def test_every_key_is_described() -> None:
    tables = reference()
    for part, _ in PARTS.values():
        for key, info in part.model_fields.items():
            assert info.description, f"{part.__name__}.{key} has no description"
            assert f"| `{key}`" in tables


def test_the_page_says_what_becomes_of_each_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index("### What becomes of each item") : page.index("A chain is written")]
    assert [kind for kind in ItemKind if f"`{kind}`" not in table] == []


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="substring"):
        with_reference("# A page")
