"""The desk's lists: cases, revisions, people and the log."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, CaseAuthor, CaseRevision, PublishedCase
from rashomon_site.cases.services.publishing import publish, schedule, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from tests.site.workbench.page_text import page

pytestmark = pytest.mark.slow

CASE = "/desk/cases/taxi/"


# ---- the index
def test_a_writer_finds_own_cases_and_no_others(author_client: Client, case: PublishedCase) -> None:
    shown = page(author_client.get("/desk/"))
    assert "Which cab was it?" in shown
    assert "mutiny" not in shown


def test_an_editor_finds_all_cases_or_only_own(editor_client: Client, case: PublishedCase) -> None:
    assert "Which cab was it?" in page(editor_client.get("/desk/"))
    assert "Nothing here" in page(editor_client.get("/desk/?whose=mine"))


def test_cases_are_listed_by_where_they_stand(
    author: User, author_client: Client, draft: CaseRevision, text: str
) -> None:
    def shown(kind: str) -> bool:
        return "Nothing here" not in page(author_client.get(f"/desk/?show={kind}"))

    assert (shown("drafts"), shown("published"), shown("scheduled"), shown("withdrawn")) == (True, False, False, False)
    schedule(author, draft, timezone.now() + timedelta(days=1))
    assert shown("scheduled")
    publish(author, draft)
    assert (shown("drafts"), shown("published")) == (False, True)
    save_revision(author, draft.case, f"# new\n{text}", parent_number=1)
    assert (shown("drafts"), shown("published")) == (True, True)
    unpublish(author, draft.case, reason="A test")
    assert shown("withdrawn")


def test_what_waits_is_told(author: User, author_client: Client, draft: CaseRevision) -> None:
    assert "Nothing waits" in page(author_client.get("/desk/"))
    waiting = schedule(author, draft, timezone.now() + timedelta(days=1))
    assert "Nothing waits" not in page(author_client.get("/desk/"))
    type(waiting).objects.filter(pk=waiting.pk).update(failure="The account that decided this is gone.")
    assert "The account that decided this is gone." in page(author_client.get("/desk/"))


def test_overdue_predictions_wait(editor_client: Client, wagner: PublishedCase) -> None:
    assert "Predictions whose day has come" in page(editor_client.get("/desk/"))


@pytest.mark.parametrize("asked", ["CAB", "taxi"])
def test_a_case_is_found_by_title_or_address(author_client: Client, case: PublishedCase, asked: str) -> None:
    assert "Which cab was it?" in page(author_client.get(f"/desk/?q={asked}"))


@pytest.mark.parametrize("query", ["show=nonsense", "page=x", "page=999", "q=%00", "q=%27%22%3Cb%3E", "whose=you"])
def test_odd_queries_do_no_harm(author_client: Client, case: PublishedCase, query: str) -> None:
    assert author_client.get(f"/desk/?{query}").status_code == 200


def test_the_index_asks_the_same_number_of_questions_however_many_cases(
    author: User, author_client: Client, case: PublishedCase, text: str, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        create_case(author, f"# {number}\n{text}", slug=f"more-{number}")
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # the plugin's fixture has no public type
        author_client.get("/desk/")


# ---- a new case
def test_a_question_becomes_a_text(author_client: Client) -> None:
    sent = {"action": "template", "question": "Who rang?", "explanations": 'A neighbour\n\nThe "wind": really\n'}
    shown = page(author_client.post("/desk/new/text/", sent))
    assert "Who rang?" in shown
    assert 'name: "The \\"wind\\": really"' in shown
    assert "No problems" in shown


def test_a_saved_text_becomes_a_case_of_its_writer(author: User, author_client: Client, text: str) -> None:
    answer = author_client.post("/desk/new/text/", {"action": "save", "text": text, "slug": "Two Cabs"})
    assert answer["Location"] == "/desk/cases/two-cabs/"
    assert PublishedCase.objects.get(slug="two-cabs").case_authors.get().author.user == author


def test_an_unsaved_new_text_is_kept_when_it_is_refused(author_client: Client) -> None:
    answer = author_client.post("/desk/new/text/", {"action": "save", "text": "\x00 keep me"})
    assert answer.status_code == 400
    assert "keep me" in page(answer)


# ---- the live check
def test_the_check_places_problems_and_gives_no_answer(author_client: Client, text: str) -> None:
    found = author_client.post("/desk/check", {"text": text.replace("hypotheses:", "hypothesis:")}).json()
    first = found["problems"][0]
    assert (first["line"], first["column"], first["severity"]) == (9, 1, "problem")
    assert "hypotheses" in first["message"] + first["fix"]
    assert "once the problems are mended" in found["panel"]


def test_the_check_gives_the_answer_at_once_and_the_ranges_when_asked(author_client: Client, text: str) -> None:
    text = f"{text}subject: never weighed before\n"
    quick = author_client.post("/desk/check", {"text": text}).json()["panel"]
    assert "41%" in quick  # 12 of 29
    assert "80% range" not in quick
    assert "80% range" in author_client.post("/desk/check", {"text": text, "ranges": "yes"}).json()["panel"]


def test_the_check_knows_the_ids(author_client: Client, text: str) -> None:
    words = author_client.post("/desk/check", {"text": text}).json()["vocabulary"]
    assert words["hypotheses"][0] == ["blue", "A blue cab"]
    assert words["sources"] == [["witness", "A witness"]]


def test_a_text_that_cannot_be_weighed_says_why(author_client: Client, text: str) -> None:
    head, _reports = text.split("    reports:")
    impossible = head.replace("{blue: 1, green: 0}", "{blue: 0, green: 0}") + "    established: true\n"
    panel = author_client.post("/desk/check", {"text": impossible}).json()["panel"]
    assert "Every explanation is excluded" in html.unescape(panel)


def test_trying_texts_stores_nothing(author_client: Client, text: str) -> None:
    from rashomon_site.cases.models import StoredAnalysis

    before = StoredAnalysis.objects.count()
    author_client.post("/desk/check", {"text": f"{text}subject: new\n", "ranges": "yes"})
    assert StoredAnalysis.objects.count() == before


# ---- revisions
def test_the_list_of_revisions_says_what_each_is(author: User, author_client: Client, draft: CaseRevision) -> None:
    publish(author, draft)
    save_revision(author, draft.case, "question: Only this?", parent_number=1, message="Half done")
    shown = page(author_client.get(f"{CASE}revisions/"))
    assert "Published" in shown
    assert "Draft with problems" in shown
    assert "Half done" in shown


def test_restoring_saves_the_old_text_as_a_new_revision(
    author: User, author_client: Client, draft: CaseRevision
) -> None:
    save_revision(author, draft.case, f"# worse\n{draft.text}", parent_number=1)
    author_client.post(f"{CASE}revisions/1/restore/", {"parent": 2})
    newest = draft.case.revisions.get(number=3)
    assert (newest.text, newest.message) == (draft.text, "Restores revision 1")


def test_restoring_over_an_unseen_revision_is_a_conflict(
    author: User, author_client: Client, draft: CaseRevision
) -> None:
    save_revision(author, draft.case, f"# one\n{draft.text}", parent_number=1)
    save_revision(author, draft.case, f"# two\n{draft.text}", parent_number=2)
    assert author_client.post(f"{CASE}revisions/1/restore/", {"parent": 2}).status_code == 409


def test_two_revisions_are_shown_line_by_line(author: User, author_client: Client, draft: CaseRevision) -> None:
    save_revision(author, draft.case, draft.text.replace("A blue cab", "The <b>blue</b> cab"), parent_number=1)
    answer = author_client.get(f"{CASE}lines/1-2/")
    assert "The <b>blue</b> cab" in page(answer)
    assert b"<b>blue</b>" not in answer.content


def test_a_revision_that_does_not_exist_is_not_found(author_client: Client, case: PublishedCase) -> None:
    assert author_client.get(f"{CASE}lines/1-9/").status_code == 404
    assert author_client.post(f"{CASE}revisions/9/restore/").status_code == 404


# ---- people
def test_a_writer_is_invited_and_taken_off_again(
    author_client: Client, contributor: User, contributor_client: Client, case: PublishedCase
) -> None:
    assert contributor_client.get(CASE).status_code == 404
    author_client.post(f"{CASE}people/writers/add/", {"username": "Contributor"})
    assert contributor_client.get(CASE).status_code == 200
    writer = CaseAuthor.objects.get(case=case, author__user=contributor)
    author_client.post(f"{CASE}people/writers/{writer.pk}/remove/")
    assert contributor_client.get(CASE).status_code == 404
    actions = AuditEntry.objects.filter(case=case).values_list("action", flat=True)
    assert {"writer.invited", "writer.removed"} <= set(actions)


def test_inviting_twice_changes_nothing(author_client: Client, contributor: User, case: PublishedCase) -> None:
    for _ in range(2):
        author_client.post(f"{CASE}people/writers/add/", {"username": "contributor"})
    assert CaseAuthor.objects.filter(case=case, author__user=contributor).count() == 1
    assert AuditEntry.objects.filter(case=case, action="writer.invited").count() == 1


@pytest.mark.parametrize("name", ["", "nobody-here"])
def test_nobody_is_invited_by_a_name_that_nobody_has(author_client: Client, case: PublishedCase, name: str) -> None:
    assert author_client.post(f"{CASE}people/writers/add/", {"username": name}).status_code == 400


def test_a_byline_that_readers_see_outlives_the_right_to_write(
    author: User, author_client: Client, editor: User, draft: CaseRevision
) -> None:
    text = f"{draft.text}authors:\n  - name: Author Example\n"
    publish(editor, save_revision(author, draft.case, text, parent_number=1))
    row = CaseAuthor.objects.get(case=draft.case, author__user=author)
    author_client.post(f"{CASE}people/writers/{row.pk}/remove/")
    row.refresh_from_db()
    assert (row.is_byline, row.may_edit) == (True, False)


def test_names_under_the_title_are_written_into_the_document(author_client: Client, case: PublishedCase) -> None:
    author_client.post(f"{CASE}people/bylines/add/", {"name": "A. Writer: <i>", "bio": "Covers roads."})
    author_client.post(f"{CASE}people/bylines/add/", {"name": "B. Writer"})
    newest = case.revisions.get(number=3)
    assert [named["name"] for named in newest.document["authors"]] == ["A. Writer: <i>", "B. Writer"]
    assert "# The taxi problem" in newest.text
    author_client.post(f"{CASE}people/bylines/0/remove/", {"name": "A. Writer: <i>"})
    author_client.post(f"{CASE}people/bylines/0/remove/", {"name": "B. Writer"})
    assert not case.revisions.get(number=5).document.get("authors")


def test_a_name_that_moved_in_between_is_not_removed(author_client: Client, case: PublishedCase) -> None:
    author_client.post(f"{CASE}people/bylines/add/", {"name": "A. Writer"})
    assert author_client.post(f"{CASE}people/bylines/0/remove/", {"name": "Somebody else"}).status_code == 409
    assert author_client.post(f"{CASE}people/bylines/5/remove/", {"name": "A. Writer"}).status_code == 409


def test_bylines_wait_until_problems_are_mended(author: User, author_client: Client, case: PublishedCase) -> None:
    save_revision(author, case, "question: Only this?", parent_number=1)
    answer = author_client.post(f"{CASE}people/bylines/add/", {"name": "A. Writer"})
    assert answer.status_code == 400
    assert "Mend them in the text first" in page(answer)


# ---- the log
def test_the_log_of_a_case_holds_that_case_alone(author_client: Client, case: PublishedCase) -> None:
    shown = page(author_client.get(f"{CASE}audit/"))
    assert "Started the case" in shown
    assert "wagner-2023" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("case=taxi", True),
        ("case=taxi&action=revision.saved", True),
        ("case=taxi&action=role.changed", False),
        ("case=taxi&who=author+ex", True),
        ("case=taxi&who=somebody+else", False),
        ("case=taxi&since=2020-01-01", True),
        ("case=taxi&since=2999-01-01", False),
        ("case=taxi&until=2020-01-01", False),
        ("case=taxi&until=9999-12-31", True),
    ],
)
def test_the_log_is_filtered(editor_client: Client, case: PublishedCase, query: str, found: bool) -> None:
    assert ("No entry fits" not in page(editor_client.get(f"/desk/audit/?{query}"))) == found


def test_a_day_that_is_none_is_said_and_ignored(editor_client: Client, case: PublishedCase) -> None:
    shown = page(editor_client.get("/desk/audit/?since=yesterday"))
    assert "“yesterday” is no day" in shown
    assert "No entry fits" not in shown


def test_the_log_comes_in_pages_that_keep_the_filter(editor: User, editor_client: Client, case: PublishedCase) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(actor=editor, actor_name="Editor Example", action="test.done", case=case, case_slug="taxi")
        for _ in range(60)
    )
    shown = page(editor_client.get("/desk/audit/?action=test.done"))
    assert "Page 1 of 2" in shown
    assert "?action=test.done&page=2" in shown
