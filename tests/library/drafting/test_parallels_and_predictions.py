"""Earlier events that are compared with, and what is said to come."""

from __future__ import annotations

import pytest

from rashomon.drafting.propose.rules.forecasts import parallels, predictions
from tests.library.drafting.articles import body, words


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("It recalls the Osk Fire of 1901.", ["the Osk Fire of 1901"]),
        ("There are parallels with the Lund Panic.", ["the Lund Panic"]),
        ("It is reminiscent of the Lund Panic and the Osk Fire.", ["the Lund Panic", "the Osk Fire"]),
        ("It echoes the Lund Panic (see the Mole Report) and more.", ["the Lund Panic"]),
        ("A similar silence fell in 1911.", ["A similar silence fell in 1911."]),
        ("It recalls nothing at all.", []),
        ("She remembers her dog.", []),
        ("It looks like the keeper left.", []),
        ("It was cold in 1911.", []),
        ("", []),
    ],
)
def test_earlier_events(text: str, events: list[str]) -> None:
    passage = body(text) if text else body()
    found = [one.rstrip(" ,") for one in words(passage.document, parallels(passage))]
    assert len(found) == len(events)
    assert all(one.startswith(event) for one, event in zip(found, events, strict=True))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The bell will ring by autumn.", True),
        ("The port is likely to close.", True),
        ("Expect more silence.", True),
        ("Mark my words: it is over.", True),
        ("It won’t ring again.", True),
        ("Will the bell ring by autumn?", False),
        ("The will of the ringers was strong.", False),
        ("If you will, read more.", False),
        ("They shot at will.", False),
        ("It would ring.", False),
        ("Goodwill reigned.", False),
        ("The bell rang.", False),
    ],
)
def test_what_is_said_to_come(text: str, is_one: bool) -> None:
    passage = body(text)
    assert words(passage.document, predictions(passage)) == ([text] if is_one else [])
