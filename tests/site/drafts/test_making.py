"""From a decided draft to a case in the editor; deleting and handing out."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon.drafting.draft import read_draft
from rashomon.drafting.review.decisions import accept
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, PublishedCase
from rashomon_site.drafts.models import StoredDraft
from tests.site.drafts.article import article, stored


@pytest.fixture
def decided(author: User) -> StoredDraft:
    """The author's draft, with everything accepted."""
    draft = article()
    return stored(author, accept(draft, [item.id for item in draft.items]))


def test_the_case_opens_as_a_draft_in_the_editor(author_client: Client, author: User, decided: StoredDraft) -> None:
    answer = author_client.post(decided.get_absolute_url() + "make/")
    decided.refresh_from_db()
    case = decided.case
    assert case is not None
    assert answer["Location"] == f"/desk/cases/{case.slug}/"
    assert not case.is_published
    text = case.revisions.get().text
    assert "the pier was unsafe" in text
    editor = author_client.get(answer["Location"]).content.decode()
    assert "the pier was unsafe" in editor
    assert "likelihood" in editor  # what a person must fill in is named beside the text
    assert AuditEntry.objects.filter(action="draft.made-case", case=case, actor=author).count() == 1
    again = author_client.post(decided.get_absolute_url() + "make/")
    assert again.status_code == 400
    assert "made already" in again.content.decode()
    assert PublishedCase.objects.filter(revisions__created_by=author).distinct().count() == 1


def test_no_case_while_items_wait(author_client: Client, author: User) -> None:
    draft = stored(author)
    before = PublishedCase.objects.count()
    answer = author_client.post(draft.get_absolute_url() + "make/")
    assert answer.status_code == 400
    assert "i1" in answer.content.decode()
    assert PublishedCase.objects.count() == before


def test_deleting_leaves_the_case(author_client: Client, decided: StoredDraft) -> None:
    author_client.post(decided.get_absolute_url() + "make/")
    decided.refresh_from_db()
    assert author_client.post(decided.get_absolute_url() + "delete/")["Location"] == "/desk/articles/"
    assert not StoredDraft.objects.exists()
    assert decided.case is not None
    assert PublishedCase.objects.filter(pk=decided.case.pk).exists()
    assert AuditEntry.objects.filter(action="draft.deleted").count() == 1


def test_the_draft_can_be_taken_along(author_client: Client, decided: StoredDraft) -> None:
    answer = author_client.get(decided.get_absolute_url() + "draft.json")
    assert answer["Content-Disposition"] == 'attachment; filename="why-did-the-nine-elms-ferry-stop.draft.json"'
    assert read_draft(answer.content.decode()) == decided.draft()


def test_a_draft_that_was_tampered_with_is_not_shown(author_client: Client, decided: StoredDraft) -> None:
    StoredDraft.objects.filter(pk=decided.pk).update(text=decided.text.replace("pier was unsafe", "pier was safe", 1))
    answer = author_client.get(decided.get_absolute_url())
    assert answer.status_code == 500
    assert "not a draft that can be trusted" in answer.content.decode()
    assert author_client.post(decided.get_absolute_url() + "decide/", {"accept": "i1", "version": 0}).status_code != 302


def test_the_desk_and_the_new_case_page_lead_here(author_client: Client) -> None:
    for address in ("/desk/", "/desk/new/"):
        assert 'href="/desk/articles/"' in author_client.get(address).content.decode()
