"""What is possibly the same thing: words in common, apart from those of the question, and of one kind only."""

from __future__ import annotations

from itertools import combinations
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.drafting.items import ItemKind
from rashomon.drafting.link.alike import COMMON, COMPARED, alike
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.puzzle import stems

WHY = ItemKind.EXPLANATION


def _pairs(*texts: str, kinds: list[ItemKind] | None = None, puzzle: str = "") -> dict[int, list[int]]:
    found = [Found(kind, "b1", 0, 1) for kind in kinds or [WHY] * len(texts)]
    return alike(found, texts, stems(puzzle))


@pytest.mark.parametrize(
    ("one", "two", "puzzle", "same"),
    [
        ("Rust ate the anchor chain.", "The anchor chain was eaten by rust.", "", True),
        ("Rust ate the anchor chain.", "The anchor chains rusted.", "", True),
        ("Rust ate the anchor chain.", "The keeper had been bribed.", "", False),
        # One word in common is chance, unless there is no more than that one.
        ("Rust ate the anchor chain.", "The keeper sold the anchor to a museum.", "", False),
        ("Rust?", "Rust ate the anchor chain.", "", True),
        # All explanations share the words of the question.
        ("The ferry sank through rust.", "The ferry sank through sabotage.", "Why did the ferry sink? It sank.", False),
        ("", "", "", False),
        ("It was the one.", "It was the one.", "", False),
    ],
)
def test_words_in_common_make_two_alike(one: str, two: str, puzzle: str, same: bool) -> None:
    assert _pairs(one, two, puzzle=puzzle) == ({0: [1], 1: [0]} if same else {})


@pytest.mark.parametrize("kind", ItemKind)
def test_only_some_kinds_are_compared(kind: ItemKind) -> None:
    assert bool(_pairs("Rust ate the chain.", "Rust ate the chain.", kinds=[kind, kind])) == (kind in COMPARED)


def test_two_kinds_are_never_alike() -> None:
    assert _pairs("Rust ate the chain.", "Rust ate the chain.", kinds=[WHY, ItemKind.EVIDENCE]) == {}


WORDS = st.lists(
    st.sampled_from(["rust", "chain", "anchor", "keeper", "bribe", "storm", "oil", "wick", "glass"]), max_size=5
)


@given(st.lists(WORDS.map(" ".join), max_size=12))
def test_likeness_is_mutual_in_order_and_as_said(texts: list[str]) -> None:
    pairs = _pairs(*texts)
    told = [stems(text) for text in texts]
    expected = set()
    for one, two in combinations(range(len(texts)), 2):
        common, least = len(told[one] & told[two]), min(len(told[one]), len(told[two]))
        if least and common >= min(2, least) and common * 2 >= least:
            expected |= {(one, two), (two, one)}
    assert {(one, two) for one, others in pairs.items() for two in others} == expected
    assert all(others == sorted(others) for others in pairs.values())


@pytest.mark.parametrize("words", ["rust chain {}", "rust{0} chain{0}", "rust chain anchor"])
def test_thousands_of_items_are_compared_at_once(words: str) -> None:
    texts = [words.format("".join(chr(97 + int(digit)) for digit in str(number))) for number in range(5_000)]
    began = thread_time()
    pairs = _pairs(*texts)
    assert thread_time() - began < 2
    assert len(pairs) <= len(texts)
    assert len(texts) > COMMON
