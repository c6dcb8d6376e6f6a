"""From a decided draft to a case: whose words stand where, what is left to a person, and what no label can break."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rashomon
from rashomon.casefile import read_case_text
from rashomon.casefile.reading import read_document
from rashomon.casefile.writing import write_document
from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import Unconfirmed
from rashomon.drafting.items import ItemKind, Polarity, State
from rashomon.drafting.review.casemaking import case_document, case_text, left_to_a_person
from rashomon.drafting.review.decisions import accept, change, merge, reject
from rashomon.problems import CaseProblems
from tests.library.drafting.drafts import ADA, HOSTILE, ITEMS, LINK, REED, draft, drafts, item

pytestmark = pytest.mark.slow

CASE = case_document(draft())


def by_id(part: str) -> dict[str, Any]:
    return {entry["id"]: entry for entry in CASE[part]}


def with_numbers(document: dict[str, Any]) -> dict[str, Any]:
    """Fill in what a person has to: every row."""
    row = {hypothesis["id"]: "50%" for hypothesis in document["hypotheses"]}
    rows = {"evidence", "indicators"} & set(document)
    return document | {key: [entry | {"likelihood": row} for entry in document[key]] for key in rows}


def test_it_is_in_the_order_in_which_people_read_it() -> None:
    assert list(CASE) == [
        *("rashomon", "title", "question", "as_of", "authors", "hypotheses", "sources", "evidence"),
        *("reference_classes", "indicators", "body"),
    ]


def test_the_page_says_what_it_is_about() -> None:
    assert CASE["question"] == CASE["title"] == "Why did the lamp go out?"
    assert CASE["authors"] == [{"name": "Ada Quill", "bio": "Ada Quill has written about harbours since 1990."}]


def test_a_title_keeps_its_question_mark() -> None:
    tidied = item(1, ItemKind.TITLE, "Why did the lamp go out?", label="Why did the lamp go out")
    assert case_document(draft(tidied))["question"] == "Why did the lamp go out?"
    worded = tidied.model_copy(update={"label": "Who put it out?"})
    assert case_document(draft(worded))["question"] == "Who put it out?"


def test_what_others_say_is_told_by_the_chain_or_in_words() -> None:
    said: dict[str, Any] = {"polarity": Polarity.REPORTED, "label": "Storm"}
    alone = item(1, ItemKind.EXPLANATION, "the storm broke the lamp", chain=(ADA,), **said)
    told = item(2, ItemKind.EXPLANATION, "the keeper was paid", chain=(ADA, REED), **said)
    assert [h["description"] for h in case_document(draft(alone, told))["hypotheses"]] == [
        "Ada Quill (as what others say): “the storm broke the lamp”",
        "Ada Quill, citing Tom Reed (The Gazette): “the keeper was paid”",
    ]


def test_nothing_said_later_is_hidden_by_as_of() -> None:
    assert CASE["as_of"] == "2023-07-01"  # the comment's day, a day after the article's


def test_an_explanation_is_credited_to_its_origin() -> None:
    paid = by_id("hypotheses")["keeper-paid"]
    assert paid["proposed_by"] == "Tom Reed (The Gazette), through Ada Quill"
    assert paid["description"] == "Ada Quill, citing Tom Reed (The Gazette): “the keeper was paid”"


def test_who_denies_an_explanation_does_not_propose_it() -> None:
    merged = case_document(merge(draft(), "i8", ["i9"]))
    paid = next(h for h in merged["hypotheses"] if h["id"] == "keeper-paid")
    assert paid["description"].endswith("Bo (denied): “I do not think the keeper was paid”")
    assert paid["proposed_by"] == "Tom Reed (The Gazette), through Ada Quill"
    assert "i-do-not-think-keeper" not in {h["id"] for h in merged["hypotheses"]}


@pytest.mark.parametrize(
    ("decide", "name"),
    [
        (lambda d: change(d, "i2", label="Ada B. Quill"), "Ada B. Quill"),
        (lambda d: reject(d, ["i2"]), "the article"),
    ],
)
def test_the_author_is_who_a_person_says(decide: Any, name: str) -> None:
    document = case_document(decide(draft()))
    assert [source["name"] for source in document["sources"] if source["kind"] == "article"] == [name]
    assert any(
        name in hypothesis["proposed_by"] for hypothesis in document["hypotheses"] if "proposed_by" in hypothesis
    )


def test_parallels_predictions_and_credit() -> None:
    (group,) = CASE["reference_classes"]
    assert group["parallels"] == [
        {"event": "the dark light of 1901", "source": "Ada Quill", "note": "Ada Quill: “the dark light of 1901”"}
    ]
    (indicator,) = CASE["indicators"]
    assert indicator["statement"] == "The keeper will leave by autumn"
    assert "by" not in indicator
    assert "- Bo disagrees" in CASE["body"]
    assert f"- <{LINK}> (reader’s comment 2)" in CASE["body"]


def test_no_number_is_made_up() -> None:
    left_out = {"likelihood", "prior", "grade", "reliability", "by", "established", "ended", "weight", "copy"}
    assert not [key for key in keys_in(CASE) if key in left_out]


def keys_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in keys_in(inner))]
    return [key for inner in value for key in keys_in(inner)] if isinstance(value, list) else []


def test_the_check_names_each_row_that_is_missing() -> None:
    with pytest.raises(CaseProblems) as refused:
        read_case_text(case_text(draft()))
    missing = [p for p in refused.value.problems if "likelihood" in str(p)]
    assert len(missing) == len(refused.value.problems) == len(CASE["evidence"]) + len(CASE["indicators"])


def test_with_its_rows_filled_in_it_can_be_weighed() -> None:
    case = read_document(with_numbers(CASE)).case
    weighing = rashomon.weigh(case)
    assert {share.id for share in weighing.hypotheses} >= {h["id"] for h in CASE["hypotheses"]}


def test_the_text_begins_with_what_is_left() -> None:
    text = case_text(draft())
    head = text[: text.index("rashomon: 1")]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "#   - 4 likelihood rows of the evidence" in head
    assert "https://example.org/lamp" in head
    assert "ab" * 32 in head
    assert "\nas_of: 2023-07-01\n" in text


def test_nothing_is_said_to_be_left_where_nothing_is() -> None:
    assert left_to_a_person({"hypotheses": []}) == []
    assert left_to_a_person({"hypotheses": [{}]})[0].startswith("1 prior of")


def test_items_that_wait_are_named() -> None:
    waiting = draft(*(one.model_copy(update={"state": State.PROPOSED}) for one in ITEMS))
    with pytest.raises(Unconfirmed, match=r"^16 items wait for .*: i1, i2, .* and 4 more\. Accept, reject or merge"):
        case_document(waiting)
    with pytest.raises(Unconfirmed, match=r"^1 item waits for a person's decision: i3\."):
        case_text(accept(waiting, [f"i{n}" for n in range(1, 17) if n != 3]))


def test_what_was_merged_into_a_rejected_item_is_not_lost() -> None:
    items = (ITEMS[4].model_copy(update={"state": State.REJECTED}), item(9, ItemKind.EXPLANATION, "Was the oil bad?"))
    lost = items[1].model_copy(update={"state": State.MERGED, "into": "i5"})
    with pytest.raises(Unconfirmed, match="i9"):
        case_document(draft(items[0], lost))


def test_a_draft_without_items_has_a_question_all_the_same() -> None:
    assert case_document(draft(*[one.model_copy(update={"state": State.REJECTED}) for one in ITEMS])) == {
        "rashomon": 1,
        "question": "What happened?",
        "hypotheses": [],
    }


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_label_breaks_the_file(hostile: str) -> None:
    label = hostile if hostile.strip() else f"x{hostile}x"
    changed = draft(*(one.model_copy(update={"label": label}) for one in ITEMS), warnings=(hostile,))
    document = case_document(changed)
    read = read_case_text(write_document(with_numbers(document)))
    assert [h.name for h in read.case.hypotheses] == [h["name"] for h in document["hypotheses"]]
    assert "\n" not in read.case.question
    assert 1 <= len(read.case.question) <= 1000


@given(drafts(), st.data())
def test_any_draft_that_is_decided_makes_a_case_that_can_be_read(waiting: Draft, data: st.DataObject) -> None:
    wanted = [one.id for one in waiting.items if data.draw(st.booleans())]
    decided = reject(accept(waiting, wanted), [one.id for one in waiting.items if one.id not in wanted])
    explained = [one for one in decided.items if one.kind == ItemKind.EXPLANATION and one.state == State.ACCEPTED]
    document = case_document(decided)
    text = case_text(decided)
    assert text.startswith("# Made from")
    if explained:
        written = write_document(with_numbers(document))
        assert read_case_text(written).case == read_document(with_numbers(document)).case


@given(drafts())
def test_no_words_are_put_into_a_mouth(waiting: Draft) -> None:
    """Every quotation in a case is words of the page."""
    document = case_document(accept(waiting, [one.id for one in waiting.items]))
    texts = {"".join(one.text.split()) for one in waiting.items}
    quotes = [r["quote"] for e in document.get("evidence", []) for r in e["reports"] if r.get("quote")]
    for quote in quotes:
        assert any(same_words(quote, text) for text in texts) or all(
            any(same_words(part, text) for text in texts) for part in quote.split("\n")
        )


def same_words(quote: str, text: str) -> bool:
    """Return whether a quote is a text, but for signs that no case file holds."""
    kept = iter(text)
    return all(sign in kept for sign in "".join(quote.split()))
