"""Days as articles write them."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.drafting.review.dates import day_of


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-06-30", date(2023, 6, 30)),
        ("2023-06-30T23:59:00+02:00", date(2023, 6, 30)),
        ("Friday, June 30th, 2023 at 5:00 pm", date(2023, 6, 30)),
        ("30 June 2023", date(2023, 6, 30)),
        ("1st of Sept. 2023", date(2023, 9, 1)),
        ("Published Jun 30, 2023", date(2023, 6, 30)),
        ("06/07/2023", None),
        ("31 June 2023", None),
        ("June 30", None),
        ("June 30, 2023, updated July 2, 2023", None),
        ("June 30, 2023 (2023-06-30)", date(2023, 6, 30)),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_days(words: str, day: date | None) -> None:
    assert day_of(words) == day
