"""Versions: old ones are upgraded step by step, new ones refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.casefile import upgrade
from rashomon.casefile.upgrading import NEWEST, UPGRADES
from rashomon.problems import CaseProblems


def rename_theories(document: dict[str, Any]) -> dict[str, Any]:
    document["hypotheses"] = document.pop("theories")
    return document


def test_upgrades_are_applied_in_turn_and_leave_the_old_document_alone() -> None:
    old = {"rashomon": 1, "theories": []}
    steps = {1: rename_theories, 2: lambda document: {**document, "added": True}}
    assert upgrade(old, upgrades=steps, newest=3) == {"rashomon": 3, "hypotheses": [], "added": True}
    assert old == {"rashomon": 1, "theories": []}


def test_the_newest_version_stays_as_it_is() -> None:
    document = {"rashomon": NEWEST, "question": "Why?"}
    assert upgrade(document) is document


def test_there_is_an_upgrade_from_each_version_since_the_first() -> None:
    assert sorted(UPGRADES) == list(range(1, NEWEST))


@pytest.mark.parametrize(
    ("document", "message", "fix"),
    [
        ({}, "the key `rashomon` is missing", "add `rashomon: 1` as the first line: the format's version"),
        (
            {"rashomon": 2},
            "the file is of version 2, and this program reads versions up to 1",
            "update the program: pip install --upgrade rashomon",
        ),
        ({"rashomon": "1"}, "`1` is not a version of the format", "write `rashomon: 1`"),
        ({"rashomon": 0}, "`0` is not a version of the format", "write `rashomon: 1`"),
        ({"rashomon": True}, "`True` is not a version of the format", "write `rashomon: 1`"),
    ],
)
def test_other_versions_are_refused(document: dict[str, Any], message: str, fix: str) -> None:
    with pytest.raises(CaseProblems) as refused:
        upgrade(document)
    assert [(p.message, p.fix) for p in refused.value.problems] == [(message, fix)]
