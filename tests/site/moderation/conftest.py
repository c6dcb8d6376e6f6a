"""Comments to decide on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.checking import Outcome
from rashomon_site.spam.verdicts import Verdict

Write = Callable[..., Comment]


@pytest.fixture
def write(wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Post a comment as a reader does, and bring it to a state as the site's own checks do."""
    count = 0
    held = Outcome(Verdict.HOLD, ())
    monkeypatch.setattr("rashomon_site.comments.services.posting.check_at_once", lambda comment: held)

    def make(
        text: str = "The tolls are recorded by camera.",
        state: State = State.WAITING,
        *,
        name: str = "",
        email: str = "",
        address: str = "",
        case: PublishedCase | None = None,
        **more: object,
    ) -> Comment:
        nonlocal count
        count += 1
        entry = Entry(
            name=name or f"Reader {'abcdefghijklmnopqrstuvwxyz'[count % 26]}{count}",
            text=text,
            email=email,
            stamp=f"stamp {count}",
            **more,  # type: ignore[arg-type]  # fields by name
        )
        place = Connection(address=address or f"198.51.{count // 250}.{count % 250 + 1}")
        comment = post(case or wagner, entry, place)
        if comment.state != state:
            change_state(comment, state, actor=None)
        return comment

    return make
