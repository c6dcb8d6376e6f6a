"""A comment becomes part of the case in one step, with credit, and shows what it moved once readers see it."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import User
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import AuditEntry, CaseRevision, PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import save_revision
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.comments.contributing.publishing import tell, tell_overdue
from rashomon_site.comments.models import Comment, Contribution, EventAction, Kind
from rashomon_site.comments.services.posting import Connection, Entry, post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXT = "The tolls were switched off that night. See https://paper.example/tolls?a=1 for the log: it says so."
clicks = count(1)
HOSTILE = [
    "a: b\n- c: [d, {e}]\n# no comment\n&anchor *alias",
    "'\"quotes\"' and | > % @ ` signs: yes",
    "no: !!python/object/apply:os.system ['true']",
    "\u202eright to left\u202c and z\u200bero",
    "y" * 4000,
]


def remark(case: PublishedCase, text: str = TEXT, kind: Kind = Kind.SOURCE, about: str = "") -> Comment:
    return post(case, Entry(name="Ada Lind", text=text, kind=kind, about=about, stamp=text[:9]), Connection())


def use(client: Client, comment: Comment, kind: str, **fields: str) -> Any:
    sent = {"as": kind, "seen": str(newest(comment.case).number), "click": str(next(clicks)), **fields}
    return client.post(f"/desk/comments/{comment.pk}/use/", sent)


def rated(case: PublishedCase, value: str = "40-60%") -> dict[str, str]:
    assert case.published_revision is not None
    return {f"rating-{place}": value for place in range(len(case_of(case.published_revision).hypotheses))}


def newest(case: PublishedCase) -> CaseRevision:
    return CaseRevision.objects.filter(case=case).order_by("-number")[0]


def document(revision: CaseRevision) -> dict[str, Any]:
    assert revision.document is not None, revision.text[-1500:]
    found: dict[str, Any] = revision.document
    return found


EVIDENCE = {
    "statement": "The tolls were switched off that night.",
    "on": "2023-06-24",
    "source": "(new)",
    "source_name": "The Paper",
    "says": "reports",
    "url": "https://paper.example/tolls?a=1",
}


def test_the_form_begins_with_what_the_comment_says(wagner: PublishedCase, editor_client: Client) -> None:
    shown = editor_client.get(f"/desk/comments/{remark(wagner).pk}/use/").content.decode()
    assert 'value="https://paper.example/tolls?a=1"' in shown
    assert 'value="The tolls were switched off that night."' in shown
    assert 'value="paper.example"' in shown


def test_evidence_with_its_source_becomes_a_sound_draft(wagner: PublishedCase, editor_client: Client) -> None:
    comment = remark(wagner)
    before = newest(wagner)
    answer = use(editor_client, comment, "evidence", **EVIDENCE, **rated(wagner))
    assert answer.headers["Location"] == "/desk/cases/wagner-2023/"
    made = document(newest(wagner))["evidence"][-1]
    assert made["suggested_by"] == "Ada Lind, in comment 1"
    assert made["reports"][0]["url"] == EVIDENCE["url"]
    assert document(newest(wagner))["sources"][-1]["name"] == "The Paper"
    assert newest(wagner).parent == before
    assert "# EVERY NUMBER IS THE SAMPLE AUTHOR'S JUDGEMENT" in newest(wagner).text  # the file's comments stay
    link = Contribution.objects.get()
    assert (link.comment, link.item, link.published_at) == (comment, f"evidence:{made['id']}", None)
    assert comment.events.filter(action=EventAction.USED).exists()
    assert AuditEntry.objects.filter(action="comment.used", case=wagner).exists()


def test_what_it_moved_is_told_in_the_thread_with_the_numbers_of_the_page(
    wagner: PublishedCase, editor: User, editor_client: Client, reader_client: Client
) -> None:
    comment = remark(wagner)
    ratings = rated(wagner, "5-10%") | {"rating-6": "80-95%"}
    use(editor_client, comment, "evidence", **EVIDENCE, **ratings)
    before, after = wagner.published_revision, newest(wagner)
    assert "Led to" not in reader_client.get("/cases/wagner-2023/comments/").content.decode()
    publish(editor, after)
    assert DBTaskResult.objects.filter(task_path__endswith="tell_contributions").count() == 1
    assert tell(after, before) == 1
    assert before is not None
    old, new = analysis_of(before).posterior, analysis_of(after).posterior
    moved = Contribution.objects.get().moved
    assert moved
    for row in moved:
        id = next(h.id for h in case_of(after).hypotheses if h.name == row["name"]) if row["letter"] != "?" else "other"
        assert (row["before"], row["after"]) == (pytest.approx(old[id]), pytest.approx(new[id]))
    shown = reader_client.get("/cases/wagner-2023/comments/").content.decode()
    assert "Led to <bdi>item “The tolls were switched off that night.”</bdi>" in shown
    assert f"{moved[0]['before']:.0%}"[:-1] in shown
    assert tell(after, before) == 0  # told once


def test_what_no_task_has_told_is_told_by_the_housekeeping(
    wagner: PublishedCase, editor: User, editor_client: Client
) -> None:
    use(editor_client, remark(wagner), "evidence", **EVIDENCE, **(rated(wagner, "5-10%") | {"rating-6": "80-95%"}))
    assert tell_overdue() == ""  # a draft
    publish(editor, newest(wagner))
    assert tell_overdue() == "told what 1 comments led to"
    assert Contribution.objects.get().moved
    assert tell_overdue() == ""


def test_ratings_may_wait_for_a_person(wagner: PublishedCase, editor_client: Client) -> None:
    answer = use(editor_client, remark(wagner), "evidence", **EVIDENCE)
    assert answer.status_code == 302
    assert not newest(wagner).is_sound
    assert "has no likelihood for" in editor_client.get("/desk/cases/wagner-2023/").content.decode()


def test_an_explanation_joins_the_list_with_credit(wagner: PublishedCase, editor: User, editor_client: Client) -> None:
    comment = remark(wagner, "It was the officers' families.", Kind.PROPOSES)
    fields = {"name": "The families were held", "description": "x", "prior": "2-5%", "like": "staged"}
    use(editor_client, comment, "hypothesis", **fields)
    made = document(newest(wagner))["hypotheses"][-1]
    assert (made["name"], made["proposed_by"]) == ("The families were held", "Ada Lind, in comment 1")
    before = wagner.published_revision
    publish(editor, newest(wagner))
    tell(newest(wagner), before)
    assert "The families were held" in {row["name"] for row in Contribution.objects.get().moved}


def test_a_report_a_number_and_a_parallel(wagner: PublishedCase, editor_client: Client) -> None:
    assert wagner.published_revision is not None
    case = case_of(wagner.published_revision)
    item, source, group = case.evidence[3].id, case.sources[0].id, case.reference_classes[0].id
    report = {
        "item": item,
        "source": source,
        "says": "denies",
        "url": "https://paper.example/x",
        "quote": "It was not.",
    }
    use(editor_client, remark(wagner, "One"), "report", **report)
    found = next(row for row in document(newest(wagner))["evidence"] if row["id"] == item)["reports"][-1]
    assert (found["source"], found["says"], found["suggested_by"]) == (source, "denies", "Ada Lind, in comment 1")
    cell = {"item": item, "hypothesis": "staged", "value": "1-2%", "why": "Habit, not evidence."}
    use(editor_client, remark(wagner, "Two", Kind.DISAGREES), "cell", **cell)
    row = next(row for row in document(newest(wagner))["evidence"] if row["id"] == item)
    assert row["likelihood"]["staged"] == "1-2%"
    assert "disputed by Ada Lind, in comment 2. Habit, not evidence." in row["note"]
    use(editor_client, remark(wagner, "Three"), "parallel", event="Kapp, 1920", ended="incompetence", group=group)
    parallels = next(row for row in document(newest(wagner))["reference_classes"] if row["id"] == group)["parallels"]
    assert (parallels[-1]["event"], parallels[-1]["suggested_by"]) == ("Kapp, 1920", "Ada Lind, in comment 3")
    assert Contribution.objects.count() == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(wagner: PublishedCase, editor_client: Client, text: str) -> None:
    comment = remark(wagner, text)
    answer = use(
        editor_client, comment, "evidence", **EVIDENCE | {"statement": text[:900], "quote": text}, **rated(wagner)
    )
    assert answer.status_code == 302
    made = document(newest(wagner))["evidence"][-1]
    assert made["statement"].split() == " ".join(text[:900].split()).split()
    assert made["reports"][0]["quote"].split() == text.split()


def test_a_second_click_adds_nothing(wagner: PublishedCase, editor_client: Client) -> None:
    comment = remark(wagner)
    for _ in range(2):
        answer = use(editor_client, comment, "evidence", click="one form", **EVIDENCE, **rated(wagner))
        assert answer.status_code == 302
    assert Contribution.objects.count() == 1
    assert newest(wagner).number == 3
    another = EVIDENCE | {"statement": "Something else happened."}
    use(editor_client, comment, "evidence", click="another form", **another, **rated(wagner))
    assert Contribution.objects.count() == 2


def test_a_number_that_was_changed_meanwhile_is_not_overwritten(wagner: PublishedCase, editor_client: Client) -> None:
    assert wagner.published_revision is not None
    item = case_of(wagner.published_revision).evidence[3].id
    fields = {"item": item, "hypothesis": "staged", "value": "1-2%", "seen": "1"}
    answer = use(editor_client, remark(wagner), "cell", **fields)
    assert answer.status_code == 409
    assert "Somebody has saved since" in answer.content.decode()
    assert newest(wagner).number == 2


def test_a_number_that_was_set_back_is_not_told(wagner: PublishedCase, editor: User, editor_client: Client) -> None:
    old = newest(wagner)
    item = case_of(old).evidence[3].id
    use(editor_client, remark(wagner), "cell", item=item, hypothesis="staged", value="1-2%")
    back = save_revision(editor, wagner, old.text + "\n# back\n", parent_number=3)
    publish(editor, back)
    assert tell(back, old) == 0


def test_what_is_missing_is_asked_for_and_nothing_is_saved(wagner: PublishedCase, editor_client: Client) -> None:
    answer = use(
        editor_client, remark(wagner), "evidence", statement="", source="(new)", says="reports", url="javascript:x"
    )
    words = answer.content.decode()
    assert answer.status_code == 422
    for problem in ("This field is required", "Name the source", "Enter a valid URL"):
        assert problem in words
    assert newest(wagner).number == 2


def test_a_newest_revision_that_cannot_be_read_says_so(
    wagner: PublishedCase, editor: User, editor_client: Client
) -> None:
    save_revision(editor, wagner, "not: [a case", parent_number=2)
    answer = editor_client.get(f"/desk/comments/{remark(wagner).pk}/use/")
    assert answer.status_code == 409
    assert "cannot be read" in answer.content.decode()


def test_only_who_may_edit_the_case(wagner: PublishedCase, moderator_client: Client, author_client: Client) -> None:
    comment = remark(wagner)
    for client in (moderator_client, author_client):
        assert client.get(f"/desk/comments/{comment.pk}/use/").status_code == 403
        assert use(client, comment, "evidence", **EVIDENCE).status_code == 403


def test_an_item_that_was_taken_out_before_publishing_is_not_told(
    wagner: PublishedCase, editor: User, editor_client: Client
) -> None:
    old = newest(wagner)
    use(editor_client, remark(wagner), "evidence", **EVIDENCE, **rated(wagner))
    back = save_revision(editor, wagner, old.text + "\n# back\n", parent_number=3)
    publish(editor, back)
    assert tell(back, old) == 0
    assert Contribution.objects.get().published_at is None
