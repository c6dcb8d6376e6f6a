"""No words that a stranger sends make a pattern slow: twice as many take about twice as long, never four times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from time import thread_time

import pytest

from rashomon.drafting.sentences import sentences
from tests.library.drafting.articles import article

pytestmark = pytest.mark.slow

RULES = "attributions cues explanations features forecasts names page_parts puzzle quotations roles speech"
MODULES = (
    "rashomon.drafting.sentences",
    *(f"rashomon.drafting.propose.rules.{name}" for name in RULES.split()),
    "rashomon.drafting.propose.rules.reader",
    "rashomon.drafting.link.labels",
    "rashomon.drafting.link.voices",
)
SIGNS = 10_000
NASTY = {
    "one word": "word ",
    "a word without end": "a",
    "blanks": " ",
    "new lines": "\n",
    "quotes that open": "“",
    "straight quotes": '"',
    "apostrophes": "'",
    "quotes and blanks": "‘a ",
    "digits": "1",
    "numbers": "12 ",
    "capitals": "A",
    "names": "Ada ",
    "initials": "A. ",
    "titles": "Mr ",
    "ends": ".",
    "ends and letters": ".a",
    "questions": "Why? ",
    "brackets": "(",
    "commas": "Ada, ",
    "hyphens": "a-",
    "the": "the ",
    "the dog": "the old dog ",
    "so": "so ",
    "or": "or ",
    "some say": "some ",
    "saying": "said ",
    "offices": "the mayor of ",
    "posts": "posts on ",
    "papers": "The Daily ",
    "small papers": "the ",
    "addresses": "https://example.org/",
    "of": "Ada of ",
    "is": "is such a ",
    "compares": "like the ",
    "quoted": "said “a b c d” ",
    "called": "called the ",
    "expects": "expects ",
    "nameless": "One man, who ",
    "bylines": "By Ada and ",
}
AT_A_PLACE = {
    "sentences._NUMBER",
    "puzzle.NUMBERED",
    "quotations.ONE_OFFICE",
    "sentences._STARTS",
    "voices.WRITES_FOR",
    "voices.OF_PAPER",
}
"""Patterns that are only matched where something ends, and never searched for."""
LEAST = 0.03
"""Seconds below which nobody waits, and a clock tells little."""
MOST = 3.0
"""Four would be quadratic; two is as it should be."""


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(import_module(module)).items():
            yield from _within(f"{module.rpartition('.')[2]}.{name}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _within(f"{name}[{number}]", one)
    elif isinstance(getattr(value, "pattern", None), re.Pattern):
        yield f"{name} {getattr(value, 'name', '')}", value.pattern  # type: ignore[attr-defined]  # a cue


PATTERNS = dict(_patterns())


def _seconds(run: Callable[[str], object], text: str, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        began = thread_time()
        run(text)
        taken.append(thread_time() - began)
        if taken[-1] < LEAST:
            break
    return min(taken)


def _ratio(run: Callable[[str], object], word: str, signs: int = SIGNS) -> float:
    text = word * (2 * signs // len(word) + 1)
    twice = _seconds(run, text[: 2 * signs] + "\x00")
    return twice / _seconds(run, text[:signs] + "\x00") if twice >= LEAST else 0.0


def _is_slow(run: Callable[[str], object], word: str) -> bool:
    """Return whether it is slow each time: what another process does to the clock passes."""
    return all(_ratio(run, word) >= MOST for _ in range(3))


def _all(name: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    if name in AT_A_PLACE:
        return pattern.match
    return lambda text: sum(1 for _ in pattern.finditer(text))


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 80
    assert {"cues.DENIED", "speech.VERB", "voices.OF_PAPER", "sentences._END", "roles.SOURCE"} <= PATTERNS.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_is_quadratic(name: str) -> None:
    run = _all(name, PATTERNS[name])
    assert [kind for kind, word in NASTY.items() if _is_slow(run, word)] == []


def test_a_quadratic_pattern_would_be_seen() -> None:
    assert _is_slow(_all("", re.compile(r"a+b")), "a")


@pytest.mark.slow
@pytest.mark.parametrize("kind", NASTY)
def test_cutting_into_sentences_is_not_quadratic(kind: str) -> None:
    assert not _is_slow(lambda text: list(sentences(article(text))), NASTY[kind])
