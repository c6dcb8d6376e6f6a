"""What an explanation is called: the page's own words, without what only leads in or says who said it."""

from __future__ import annotations

import pytest

from rashomon.drafting.items import ItemKind
from rashomon.drafting.link.labels import label
from rashomon.drafting.propose.found import Found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Perhaps the oil was bad.", "The oil was bad"),
        ("The oil was bad, doctors argue.", "The oil was bad"),
        ("The oil was bad, said the harbour master.", "The oil was bad"),
        ("“The oil was bad,” Jo Bell of the Echo wrote.", "The oil was bad"),
        ("Maybe the oil was bad, says Jo.", "The oil was bad"),
        # What is behind the comma belongs to what is said.
        ("The oil was bad, and the keeper said so", "The oil was bad, and the keeper said so"),
        ("The oil was bad, but nobody complained", "The oil was bad, but nobody complained"),
        ("The oil was bad, the wick was worse", "The oil was bad, the wick was worse"),
        ("The oil was bad, said that night", "The oil was bad, said that night"),
        ("No, he says", "No, he says"),
    ],
)
def test_an_explanation(text: str, expected: str) -> None:
    assert label(Found(ItemKind.EXPLANATION, "b1", 0, len(text)), text) == expected


def test_other_items_keep_their_words() -> None:
    text = "The oil was bad, doctors argue."
    assert label(Found(ItemKind.EVIDENCE, "b1", 0, len(text)), text) == "The oil was bad, doctors argue"
