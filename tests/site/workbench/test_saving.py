"""Saving in the browser: drafts, conflicts, and texts that come back when they could not be taken."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.services.saving import save_revision
from tests.site.workbench.page_text import Answer, page

EDIT = "/desk/cases/taxi/"
WAYS_ON = ("Put both together", "Save mine on top", "Take theirs", "Download mine")


def save(client: Client, text: str, parent: int = 1, **more: str) -> Answer:
    return client.post(EDIT, {"action": "save", "text": text, "parent": parent, **more})


def test_the_editor_shows_the_newest_text(author_client: Client, draft: CaseRevision) -> None:
    assert draft.text in page(author_client.get(EDIT))


def test_saving_makes_the_next_revision(author_client: Client, case: PublishedCase, text: str) -> None:
    assert save(author_client, f"# new\n{text}", message="A note").status_code == 302
    newest = case.revisions.get(number=2)
    assert (newest.text, newest.message, newest.created_by_name) == (f"# new\n{text}", "A note", "Author Example")


def test_the_line_ends_of_forms_do_not_count_as_a_change(author_client: Client, case: PublishedCase, text: str) -> None:
    save(author_client, text.replace("\n", "\r\n"))
    assert case.revisions.count() == 1


def test_a_draft_with_problems_is_saved_and_says_so(author_client: Client, case: PublishedCase, text: str) -> None:
    answer = author_client.post(EDIT, {"action": "save", "text": f"{text}\nnonsense: 1\n", "parent": 1}, follow=True)
    assert "cannot be published yet" in page(answer)
    assert not case.revisions.get(number=2).is_sound


@pytest.mark.parametrize("nothing", ["", "   \n"])
def test_an_empty_text_is_refused_in_words(author_client: Client, case: PublishedCase, nothing: str) -> None:
    answer = save(author_client, nothing)
    assert answer.status_code == 400
    assert "The text is empty" in page(answer)


def test_a_conflict_shows_both_texts_and_every_way_on(
    author_client: Client, editor: User, case: PublishedCase, text: str
) -> None:
    save_revision(editor, case, f"{text}# from the editor\n", parent_number=1, message="Theirs")
    answer = save(author_client, f"# from me\n{text}", message="Mine")
    shown = page(answer)
    assert answer.status_code == 409
    assert "Editor Example saved revision 2 while you were writing" in shown
    for part in (
        "# from me",
        "# from the editor",
        "Put both together",
        "Save mine on top",
        "Take theirs",
        "Download mine",
    ):
        assert part in shown
    assert case.revisions.count() == 2


def test_changes_of_different_lines_are_put_together(
    author_client: Client, editor: User, case: PublishedCase, text: str
) -> None:
    save_revision(editor, case, f"{text}# from the editor\n", parent_number=1)
    mine = f"# from me\n{text}"
    answer = author_client.post(f"{EDIT}merge/", {"text": mine, "parent": 2, "base": 1, "message": "Mine"})
    assert f"# from me\n{text}# from the editor\n" in page(answer)
    assert 'name="parent" value="2"' in page(answer)
    assert save(author_client, f"# from me\n{text}# from the editor\n", parent=2).status_code == 302


def test_clashing_changes_stand_both_with_marks(
    author_client: Client, editor: User, case: PublishedCase, text: str
) -> None:
    save_revision(editor, case, f"# theirs\n{text}", parent_number=1)
    answer = author_client.post(f"{EDIT}merge/", {"text": f"# mine\n{text}", "parent": 2, "base": 1})
    assert f"# <<<<<<< yours\n# mine\n# =======\n# theirs\n# >>>>>>> theirs\n{text}" in page(answer)
    assert "In 1 place both of you changed the same lines" in page(answer)


def test_merging_never_forgets_a_third_person(
    author_client: Client, editor: User, case: PublishedCase, text: str
) -> None:
    """While the conflict page is open somebody saves again: the merge holds the newest, not the one that was shown."""
    save_revision(editor, case, f"{text}# one\n", parent_number=1)
    save_revision(editor, case, f"{text}# one\n# two\n", parent_number=2)
    answer = author_client.post(f"{EDIT}merge/", {"text": f"# mine\n{text}", "parent": 2, "base": 1})
    assert f"# mine\n{text}# one\n# two\n" in page(answer)
    assert 'name="parent" value="3"' in page(answer)


def test_mine_may_be_saved_on_top(author_client: Client, editor: User, case: PublishedCase, text: str) -> None:
    save_revision(editor, case, f"{text}# theirs\n", parent_number=1)
    assert save(author_client, f"{text}# mine\n", parent=2).status_code == 302
    assert [row.text[len(text) :] for row in case.revisions.order_by("number")] == ["", "# theirs\n", "# mine\n"]


def test_a_lost_session_gives_the_text_back(client: Client, case: PublishedCase, text: str) -> None:
    answer = save(client, f"# a long night\n{text}")
    assert answer.status_code == 403
    assert f"# a long night\n{text}" in page(answer)
    assert "Log in in a new tab" in page(answer)


def test_an_old_form_gives_the_text_back(author: User, case: PublishedCase, text: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"action": "save", "text": f"# mine\n{text}", "parent": "1", "csrfmiddlewaretoken": "x" * 64}
    answer = strict.post(EDIT, sent, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert f"# mine\n{text}" in page(answer)
    again = sent | {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post(EDIT, again, headers={"origin": "http://testserver"}).status_code == 302
    assert case.revisions.get(number=2).text == f"# mine\n{text}"


def test_a_refused_permission_gives_the_text_back(contributor_client: Client, case: PublishedCase, text: str) -> None:
    answer = save(contributor_client, f"# mine\n{text}")
    assert answer.status_code == 403
    assert f"# mine\n{text}" in page(answer)


def test_a_text_is_shown_and_never_run(author_client: Client, case: PublishedCase) -> None:
    hostile = "title: </textarea><script>alert(1)</script>\nquestion: '<img src=x onerror=alert(1)>'\n"
    answer = author_client.post(EDIT, {"action": "check", "text": hostile, "parent": 1})
    assert b"<script>alert" not in answer.content
    assert b"<img" not in answer.content
    assert hostile in page(answer)


@pytest.mark.parametrize("parent", ["", "x", "-1", "99999999999999999999", "7"])
def test_a_parent_that_is_none_is_a_conflict(
    author_client: Client, case: PublishedCase, text: str, parent: str
) -> None:
    answer = author_client.post(EDIT, {"action": "save", "text": f"# mine\n{text}", "parent": parent})
    assert answer.status_code == 409
    assert "# mine" in page(answer)


def upload(client: Client, name: str, content: bytes, **more: str) -> Answer:
    file = SimpleUploadedFile(name, content)
    return client.post(EDIT, {"action": "upload", "text": "before", "parent": 1, "file": file, **more})


def test_a_file_is_read_into_the_editor_and_not_saved(author_client: Client, case: PublishedCase, text: str) -> None:
    shown = page(upload(author_client, "new.yaml", f"# from a file\n{text}".encode()))
    assert f"# from a file\n{text}" in shown
    assert "The text that stood here before the file" in shown
    assert case.revisions.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.png", b"\x89PNG", "does not end in .yaml, .yml or .json"),
        ("case.yaml", "é".encode("latin-1"), "is not UTF-8: line 1"),
        ("case.yaml", "a: 1".encode("utf-16"), "saved as UTF-16"),
        ("case.yaml", b"a: \x00", "holds zero bytes"),
        ("case.json", b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_not_taken_says_why(
    author_client: Client, case: PublishedCase, name: str, content: bytes, words: str
) -> None:
    answer = upload(author_client, name, content)
    assert answer.status_code == 400
    assert words in page(answer)
    assert "before" in page(answer)


def test_no_file_is_asked_for(author_client: Client, case: PublishedCase) -> None:
    assert "Choose a file first" in page(author_client.post(EDIT, {"action": "upload", "text": "x", "parent": 1}))


def test_one_file_at_a_time(author_client: Client, case: PublishedCase) -> None:
    files = [SimpleUploadedFile(name, b"a: 1") for name in ("a.yaml", "b.yaml")]
    answer = author_client.post(EDIT, {"action": "upload", "text": "x", "parent": 1, "file": files})
    assert "one file at a time" in page(answer)


def test_the_text_in_the_form_is_handed_out(author_client: Client, case: PublishedCase) -> None:
    answer = author_client.post(EDIT, {"action": "download", "text": "a: 1\r\n", "parent": 1})
    assert answer.content == b"a: 1\n"
    assert answer["Content-Disposition"] == 'attachment; filename="taxi.yaml"'


def test_a_revision_is_handed_out(author_client: Client, draft: CaseRevision) -> None:
    answer = author_client.get(f"{EDIT}revisions/1/case.yaml")
    assert answer.content.decode() == draft.text
    assert answer["Content-Disposition"] == 'attachment; filename="taxi-1.yaml"'


# ---- the preview
def test_the_preview_is_the_case_page_of_the_unsaved_text(
    author_client: Client, case: PublishedCase, text: str
) -> None:
    changed = text.replace("A blue cab", "A cab as blue as the sea")
    answer = author_client.post(EDIT, {"action": "preview", "text": changed, "parent": 1})
    assert answer.status_code == 200
    assert "A cab as blue as the sea" in page(answer)
    assert "Preview" in page(answer)
    assert case.revisions.count() == 1


def test_a_new_case_has_a_preview_too(author_client: Client, text: str) -> None:
    answer = author_client.post("/desk/new/text/", {"action": "preview", "text": text})
    assert "A blue cab" in page(answer)
    assert not PublishedCase.objects.filter(question="Which cab was it?").exists()


def test_a_text_with_problems_has_no_preview_and_is_kept(author_client: Client, case: PublishedCase) -> None:
    answer = author_client.post(EDIT, {"action": "preview", "text": "question: Only this?", "parent": 1})
    assert answer.status_code == 400
    assert "Mend them first" in page(answer)
    assert "question: Only this?" in page(answer)
