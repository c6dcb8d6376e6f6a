"""Who said what, and where they had it from: the reports that come of an item's chain."""

from __future__ import annotations

from typing import Any

from rashomon.drafting.items import ItemKind, Polarity, State, VoiceKind
from rashomon.drafting.review.casemaking import case_document
from rashomon.drafting.review.decisions import merge, reject
from rashomon.drafting.review.sources import KINDS
from tests.library.drafting.drafts import ADA, BO, GAZETTE, LINK, REED, STORIES, draft, item

CASE = case_document(draft())


def by_id(part: str) -> dict[str, Any]:
    return {entry["id"]: entry for entry in CASE[part]}


def test_a_chain_begins_with_an_unseen_origin() -> None:
    reports = by_id("evidence")["stories-are-going-round-on"]["reports"]
    assert [(r["source"], r.get("seen", True)) for r in reports] == [
        ("social-media", False),
        ("tom-reed", True),
        ("ada-quill", True),
    ]
    assert [r.get("via") for r in reports] == [None, reports[0]["id"], reports[1]["id"]]
    assert [r.get("quote") for r in reports] == [None, STORIES, None]  # the words are Reed's


def test_what_the_page_only_reports_is_in_its_own_words() -> None:
    reports = by_id("evidence")["glass-whole"]["reports"]
    assert [(r["source"], r.get("seen", True), r.get("quote")) for r in reports] == [
        ("harbour-office", False, None),
        ("ada-quill", True, "The glass was whole"),
    ]
    assert reports[1]["on"] == "2023-06-30"
    assert reports[1]["url"] == "https://example.org/lamp"


def test_a_link_in_the_comment_shows_the_report_that_it_leads_to() -> None:
    oil = by_id("evidence")["oil-bad"]
    assert oil["suggested_by"] == "reader’s comment 2"
    gazette, reader = oil["reports"]
    assert gazette["url"] == LINK
    assert gazette["suggested_by"] == "reader’s comment 2"
    assert "seen" not in gazette
    assert reader["via"] == gazette["id"]
    assert reader["url"] == "https://example.org/lamp#c2"
    assert by_id("sources")["gazette"]["url"] == LINK


def test_a_rejected_link_is_not_used() -> None:
    document = case_document(reject(draft(), ["i14"]))
    assert LINK not in str({key: value for key, value in document.items() if key not in ("body", "evidence")})
    reports = [r for e in document["evidence"] for r in e["reports"] if r["source"] == "gazette"]
    assert [(r["seen"], "url" in r) for r in reports] == [(False, False)]


def test_a_question_is_not_a_report() -> None:
    (report,) = by_id("evidence")["oil-bad-2"]["reports"]
    assert report["says"] == "silent"
    assert report["on"] == "2023-07-01"
    assert report["note"] == "The words ask; they do not say so."


def test_denied_words_deny_all_along_the_chain() -> None:
    denied = item(1, ItemKind.QUOTATION, "The glass was whole", chain=(ADA, REED), polarity=Polarity.DENIED)
    (evidence,) = case_document(draft(denied))["evidence"]
    assert [report["says"] for report in evidence["reports"]] == ["denies", "denies"]
    assert "Word the statement as what they deny" in evidence["note"]


def test_merged_statements_are_reports_on_one_item() -> None:
    document = case_document(merge(draft(), "i12", ["i13", "i6"]))
    oil = next(e for e in document["evidence"] if e["id"] == "oil-bad")
    assert [(r["source"], r.get("says", "reports")) for r in oil["reports"]] == [
        *(("gazette", "reports"), ("readers-comment-2", "reports")),
        *(("harbour-office", "reports"), ("ada-quill", "reports"), ("bo", "silent")),
    ]


def test_two_who_had_it_from_one_have_one_origin() -> None:
    both = (
        item(1, ItemKind.ATTRIBUTION, "The glass was whole", chain=(ADA, REED)),
        item(2, ItemKind.ATTRIBUTION, "the oil was bad", chain=(BO, REED), state=State.MERGED, into="i1"),
    )
    (evidence,) = case_document(draft(*both))["evidence"]
    origin, *nearer = evidence["reports"]
    assert origin["source"] == "tom-reed"
    assert [report["via"] for report in nearer] == [origin["id"], origin["id"]]


def test_a_paper_with_and_without_its_article_is_one_source() -> None:
    bare = GAZETTE.model_copy(update={"name": "Gazette"})
    both = (
        item(1, ItemKind.ATTRIBUTION, "The glass was whole", chain=(ADA, GAZETTE)),
        item(2, ItemKind.ATTRIBUTION, "the oil was bad", chain=(ADA, bare)),
    )
    assert [source["name"] for source in case_document(draft(*both))["sources"]] == ["The Gazette", "Ada Quill"]


def test_a_reader_who_signs_as_the_author_is_another_source() -> None:
    reader = BO.model_copy(update={"name": ADA.name})
    both = (
        item(1, ItemKind.EVIDENCE, "The glass was whole", chain=(ADA,)),
        item(2, ItemKind.EVIDENCE, "Was the oil bad?", chain=(reader,)),
    )
    kinds = [(source["id"], source["kind"]) for source in case_document(draft(*both))["sources"]]
    assert kinds == [("ada-quill", "article"), ("ada-quill-2", "reader's comment")]


def test_an_item_without_a_chain_is_said_by_its_page() -> None:
    document = case_document(draft(item(1, ItemKind.EVIDENCE, "Was the oil bad?")))
    assert [(s["name"], s["kind"]) for s in document["sources"]] == [("Bo", "reader's comment")]


def test_voice_kinds_all_have_a_name() -> None:
    assert set(KINDS) == set(VoiceKind)
