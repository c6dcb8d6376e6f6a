"""Roles of comments: a role that is given should be right, so what is not clear has none."""

from __future__ import annotations

import pytest

from rashomon.drafting.items import ItemKind, Role
from rashomon.drafting.propose.rules.puzzle import puzzle_of
from rashomon.drafting.propose.rules.reader import RulesReader
from tests.library.drafting.articles import article

LEAD = "The harbour bell fell silent on 3 May. Perhaps the rope broke."
TITLE = "Why did the harbour bell fall silent?"
P, D, S, NONE = Role.PROPOSES, Role.DISAGREES, Role.ADDS_SOURCE, Role.UNCLASSIFIED


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("My theory is that the frost cracked the bell.", P),
        ("Maybe the ringers were bribed to keep the bell silent?", P),
        ("What if the bell was sold?", P),
        ("I disagree, the rope was new.", D),
        ("Nonsense. The rope was new.", D),
        ("No, the rope was new.", D),
        ("I don’t buy the rope story.", D),
        ("See https://example.org/log for the log.", S),
        ("I disagree: https://example.org/log", S),
        ("A report in the Harbour Courier says the rope was new.", S),
        ("The log is printed in full, page 14.", S),
        ("Lovely piece.", NONE),
        ("Thanks!", NONE),
        ("My aunt rang it in her youth.", NONE),
        ("Is the chapel open on Sunday?", NONE),
        ("I hope that I am wrong", NONE),
        ("No idea", NONE),
    ],
)
def test_roles(words: str, role: Role) -> None:
    doc = article(LEAD, title=TITLE, comments=[words])
    (one,) = [one for one in RulesReader().read(doc).found if one.kind == ItemKind.COMMENT]
    assert one.role == role
    assert (one.cue == "") == (role == NONE)
    assert doc.text[one.start : one.end] == words


def test_a_comment_of_many_paragraphs_is_one_item_to_its_last_word() -> None:
    doc = article(LEAD, title=TITLE, comments=["First.\n\nLast one."])
    assert puzzle_of(doc)
    (one,) = [one for one in RulesReader().read(doc).found if one.kind == ItemKind.COMMENT]
    assert doc.text[one.start : one.end] == "First.\n\nLast one."
