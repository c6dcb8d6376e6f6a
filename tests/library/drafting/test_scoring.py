"""The scorer itself: hand-made drafts, whose figures can be counted on the fingers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.drafting.draft import Draft, Origin
from rashomon.drafting.items import Item, ItemKind, Polarity, Role
from tests.library.drafting import scoring
from tests.library.drafting.gold import Explanation, Gold, Quotation, part_named, read_pieces
from tests.library.drafting.mast import BODY, DOCUMENT, REMARK, TEXT
from tests.library.drafting.tally import Tally, tally

TUNING = Path(__file__).parent / "tuning"
GOLD = Gold(
    piece="mast",
    path=Path("mast.txt"),
    explanations=(
        Explanation(("because the bolts had rusted",), "asserted", is_explicit=False, part=None),
        Explanation(("The wind did it",), "asserted", is_explicit=True, part=1),
    ),
    quotations=(Quotation("We saw it sway,", "Ann Teal, the mayor"),),
    parallels=(),
    predictions=("It will be raised again.",),
    roles={1: frozenset({"proposes", "disagrees"})},
    author=None,
    date=None,
)


def item(words: str, kind: ItemKind = ItemKind.EXPLANATION, **values: object) -> dict[str, object]:
    """Return an item of the text as values."""
    start = TEXT.index(words)
    block = "b1" if start < len(BODY) else "b2"
    span = {"block": block, "start": start, "end": start + len(words), "text": words, "label": words}
    return {"kind": kind, **span, **values}


def drafted(*items: dict[str, object]) -> Draft:
    """Return a draft with these items."""
    made = tuple(Item.model_validate({"id": f"i{number}", **values}) for number, values in enumerate(items, 1))
    origin = Origin(name="mast.txt", format="text", sha256="0" * 64, size=1)
    return Draft(origin=origin, document=DOCUMENT, items=made)


def counted(measure: str, *items: dict[str, object]) -> tuple[int, int]:
    """Return how many are right, and of how many."""
    made = tally(GOLD, drafted(*items))
    return made.right[measure], made.of[measure]


def test_nothing_found_is_no_recall_and_no_precision() -> None:
    assert counted("explanation recall") == (0, 2)
    assert counted("explanation precision") == (0, 0)
    assert counted("speaker, of all quotations") == (0, 1)
    assert counted("comment found") == (0, 1)


def test_several_found_for_one_all_count_as_right_and_once_as_recalled() -> None:
    found = (item("because the bolts had rusted"), item("the bolts had rusted"), item("We saw it sway"))
    assert counted("explanation recall", *found) == (1, 2)
    assert counted("explanation precision", *found) == (2, 3)


def test_recall_is_told_apart_by_cue() -> None:
    found = (item("because the bolts had rusted"),)
    assert counted("explanation recall, plain", *found) == (1, 1)
    assert counted("explanation recall, explicit", *found) == (0, 1)


def test_polarity_is_held_against_those_found_alone() -> None:
    denied = item("because the bolts had rusted", polarity=Polarity.DENIED)
    assert counted("polarity of those found", denied) == (0, 1)


@pytest.mark.parametrize(("name", "right"), [("Ann Teal", 1), ("Bob Hale", 0)])
def test_a_speaker_counts_with_the_quotation(name: str, right: int) -> None:
    found = item("“We saw it sway,”", ItemKind.QUOTATION, chain=[{"name": name, "kind": "person"}])
    assert counted("quotation recall", found) == (1, 1)
    assert counted("speaker, of all quotations", found) == (right, 1)
    assert counted("speaker, of quotations found", found) == (right, 1)


def test_an_explanation_in_quotation_marks_is_not_a_found_quotation() -> None:
    assert counted("quotation recall", item("We saw it sway")) == (0, 1)


@pytest.mark.parametrize(
    ("role", "precision", "share"),
    [
        (Role.PROPOSES, (1, 1), (1, 1)),
        (Role.DISAGREES, (1, 1), (1, 1)),
        (Role.ADDS_SOURCE, (0, 1), (1, 1)),
        (Role.UNCLASSIFIED, (0, 0), (0, 1)),
    ],
)
def test_roles_count_where_they_are_classified(role: Role, precision: tuple[int, int], share: tuple[int, int]) -> None:
    found = item(REMARK, ItemKind.COMMENT, role=role)
    assert counted("role precision, of those classified", found) == precision
    assert counted("role, share classified", found) == share


def test_predictions_have_both_figures() -> None:
    found = (item("It will be raised again.", ItemKind.PREDICTION), item("The mast fell", ItemKind.PREDICTION))
    assert counted("prediction recall", *found) == (1, 1)
    assert counted("prediction precision", *found) == (1, 2)


def test_an_author_where_there_is_none_is_wrong() -> None:
    assert counted("author") == (1, 1)
    assert counted("author", item("Ann Teal", ItemKind.AUTHOR)) == (0, 1)


def test_details_name_what_was_missed_and_what_is_false() -> None:
    lines = list(scoring.details([tally(GOLD, drafted(item("We saw it sway", cue="saw")))]))
    assert lines[0] == "\nmast: 0 of 2 explanations"
    assert "  missed explanation (explicit, comment 1): The wind did it" in lines
    assert "  false explanation (saw): We saw it sway" in lines


def test_micro_pools_the_pieces_and_macro_is_their_mean() -> None:
    one, two, empty = Tally("one"), Tally("two"), Tally("empty")
    for _ in range(3):
        one.add("author", is_right=True)
    two.add("author", is_right=False)
    score = next(score for score in scoring.scores([one, two, empty]) if score.measure == "author")
    assert (score.micro, score.macro) == (0.75, 0.5)


def test_the_table_says_whether_a_goal_is_met() -> None:
    found = item("because the bolts had rusted")
    lines = list(scoring.table([tally(GOLD, drafted(found))]))
    assert any(line.startswith("explanation recall ") and line.endswith("0.45 met") for line in lines)
    assert any(line.startswith("explanation recall, explicit") and line.endswith("0.80 MISSED") for line in lines)


@pytest.mark.parametrize("words", ["comments 1", "comment one", "", "Article"])
def test_a_part_is_the_article_or_a_comment(words: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        part_named(words)


@pytest.mark.parametrize("gold", read_pieces(TUNING), ids=lambda gold: gold.piece)
def test_the_tuning_set_quotes_its_pieces_word_for_word(gold: Gold) -> None:
    text = gold.path.read_text(encoding="utf-8")
    spots = [spot for one in gold.explanations for spot in one.spots]
    marked = [*spots, *(one.text for one in gold.quotations), *gold.parallels, *gold.predictions]
    assert [words for words in marked if words not in text] == []
    assert all(f"  {number}. " in text for number in gold.roles)
    assert {one.part for one in gold.explanations} <= {None, *gold.roles}
    assert {role for roles in gold.roles.values() for role in roles} <= set(Role)
    assert {one.polarity for one in gold.explanations} <= set(Polarity)
