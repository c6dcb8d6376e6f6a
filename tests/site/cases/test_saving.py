"""Saving: every accepted text is a revision, and nobody overwrites anybody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, CaseRevision, PublishedCase
from rashomon_site.cases.services.saving import SaveConflict, create_case, save_revision
from tests.site.cases.boat import TEXT


def test_it_starts_a_case_with_a_draft(author: User) -> None:
    revision = create_case(author, TEXT)
    assert (revision.number, revision.case.slug, revision.is_sound) == (1, "who-moved-the-boat", True)
    assert not revision.case.is_published
    assert revision.text == TEXT


def test_it_gives_a_second_case_of_that_name_another_address(author: User) -> None:
    assert [create_case(author, TEXT).case.slug for _ in range(3)] == [
        "who-moved-the-boat",
        "who-moved-the-boat-2",
        "who-moved-the-boat-3",
    ]


def test_it_keeps_a_draft_that_has_problems(author: User) -> None:
    revision = create_case(author, "rashomon: 1\nquestion: What")
    assert not revision.is_sound
    assert revision.document_sha256 == ""


@pytest.mark.parametrize("text", ["", "   \n", "a\x00b", "\ud800", "x" * 5_000_001])
def test_it_refuses_what_cannot_be_kept(author: User, text: str) -> None:
    with pytest.raises(ValidationError):
        create_case(author, text)
    assert not PublishedCase.objects.filter(revisions__created_by=author).exists()


def test_it_saves_the_next_revision(author: User) -> None:
    first = create_case(author, TEXT)
    second = save_revision(author, first.case, TEXT + "\n# more", parent_number=1, message="A note")
    assert (second.number, second.parent, second.message) == (2, first, "A note")
    assert second.document_sha256 == first.document_sha256  # a comment changes the text and not the document


def test_it_saves_the_same_text_once(author: User) -> None:
    first = create_case(author, TEXT)
    assert save_revision(author, first.case, TEXT, parent_number=1) == first


def test_the_second_of_two_gets_both_texts_and_nothing_is_lost(author: User, editor: User) -> None:
    first = create_case(author, TEXT)
    theirs = save_revision(editor, first.case, TEXT + "# theirs\n", parent_number=1)
    with pytest.raises(SaveConflict) as conflict:
        save_revision(author, first.case, TEXT + "# mine\n", parent_number=1)
    assert (conflict.value.theirs, conflict.value.base) == (theirs, first)
    assert conflict.value.yours.endswith("# mine\n")
    assert "Editor Example saved revision 2" in str(conflict.value)
    assert CaseRevision.objects.filter(case=first.case).count() == 2


def test_a_revision_is_never_changed_nor_deleted(author: User) -> None:
    revision = create_case(author, TEXT)
    revision.message = "Other words"
    with pytest.raises(PermissionDenied):
        revision.save()
    with pytest.raises(PermissionDenied):
        revision.delete()


def test_a_moderator_may_not_start_a_case(moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        create_case(moderator, TEXT)


def test_another_author_may_not_save(author: User, contributor: User) -> None:
    revision = create_case(author, TEXT)
    with pytest.raises(PermissionDenied):
        save_revision(contributor, revision.case, TEXT + "# x", parent_number=1)


def test_it_writes_down_who_did_what(author: User) -> None:
    revision = create_case(author, TEXT)
    entries = AuditEntry.objects.filter(case=revision.case).order_by("id")
    assert [(entry.actor_name, entry.action) for entry in entries] == [
        ("Author Example", "case.created"),
        ("Author Example", "revision.saved"),
    ]


def test_a_draft_with_problems_is_called_by_its_title(author: User) -> None:
    assert create_case(author, 'rashomon: 1\ntitle: "The lost bell"\nevidence: [').case.slug == "the-lost-bell"


def test_a_draft_without_a_name_gets_its_address_once_it_has_one(author: User) -> None:
    first = create_case(author, "evidence: [")
    assert first.case.slug == "untitled-case"
    second = save_revision(author, first.case, TEXT, parent_number=1)
    assert second.case.slug == "who-moved-the-boat"
