from __future__ import annotations

import pytest

from rashomon_site.search.query import parse_query
from rashomon_site.search.snippets import LENGTH, Segment, marked, snippet


def shown(segments: tuple[Segment, ...]) -> str:
    return "".join(f"[{part.text}]" if part.is_found else part.text for part in segments)


MARKED = [
    ("march", "They marched on Moscow", "They [marched] on Moscow"),
    ("cafe", "In the Café Noir", "In the [Café] Noir"),
    ('"quiet help"', "Quiet help; help, quiet", "[Quiet help]; help, quiet"),
    ("state-tv", "State TV and state radio", "[State TV] and state radio"),
    ("strasse", "Die Straße", "Die [Straße]"),
    ("生門", "羅生門", "羅[生門]"),
    ("nothing", "Some words", "Some words"),
    ("crew -gone", "The crew is gone", "The [crew] is gone"),
    ("script", "<script>alert(1)</script>", "<[script]>alert(1)</[script]>"),
    ("", "Some words", "Some words"),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_what_was_found_is_marked(query: str, text: str, expected: str) -> None:
    assert shown(marked(text, parse_query(query))) == expected


def test_a_snippet_begins_near_what_was_found() -> None:
    text = "before " * 100 + "the mutiny was real " + "after " * 100
    found = shown(snippet(text, parse_query("mutiny")))
    assert found.startswith("… before")
    assert found.endswith("after …")
    assert "[mutiny]" in found
    assert len(found) < LENGTH + 20


def test_a_snippet_shows_the_place_where_most_was_found() -> None:
    text = "crew " + "word " * 200 + "the crew took the boat"
    assert "[crew] took the [boat]" in shown(snippet(text, parse_query("crew boat")))


def test_without_a_find_the_beginning_is_shown() -> None:
    assert shown(snippet("word " * 200, parse_query("mutiny"))).startswith("word word")


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert len(shown(snippet("羅" * 5000, parse_query("門")))) < LENGTH + 20


def test_nothing_of_a_short_text_is_lost() -> None:
    assert shown(snippet("The log stayed.", parse_query("log"))) == "The [log] stayed."
