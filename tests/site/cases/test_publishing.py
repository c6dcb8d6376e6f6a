"""Publishing moves a pointer; what readers see is one immutable revision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import (
    Author,
    CaseRevision,
    EvidenceEntry,
    PredictionEntry,
    Publication,
    PublishedCase,
    SourceEntry,
)
from rashomon_site.cases.permissions import may_see
from rashomon_site.cases.services.publishing import NotSound, cancel, publish, publish_due, schedule, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from tests.site.cases.boat import BROKEN, IMPOSSIBLE, STRONGER, TEXT


@pytest.fixture
def draft(author: User) -> CaseRevision:
    return create_case(author, TEXT)


def fresh(case: PublishedCase) -> PublishedCase:
    return PublishedCase.objects.get(pk=case.pk)


def test_it_shows_a_revision_to_readers(author: User, draft: CaseRevision) -> None:
    publish(author, draft)
    case = fresh(draft.case)
    assert case.published_revision == draft
    assert case.title == "Who moved the boat?"
    assert [part["id"] for part in case.headline] == ["neighbour", "tide", "other"]
    assert case.moved == {}
    assert EvidenceEntry.objects.filter(case=case, key="rope").exists()


def test_a_second_publication_says_what_moved(author: User, draft: CaseRevision) -> None:
    publish(author, draft)
    second = publish(author, save_revision(author, draft.case, STRONGER, parent_number=1), correction="5% was a slip.")
    assert second.moved["tide"] < 0 < second.moved["neighbour"]
    assert sum(second.moved.values()) == pytest.approx(0, abs=1e-12)
    assert second.correction == "5% was a slip."
    first_published_at = fresh(draft.case).first_published_at
    assert first_published_at is not None
    assert second.published_at is not None
    assert first_published_at < second.published_at


def test_a_draft_after_it_changes_nothing_for_readers(author: User, draft: CaseRevision) -> None:
    publish(author, draft)
    save_revision(author, draft.case, BROKEN, parent_number=1)
    assert fresh(draft.case).published_revision == draft


@pytest.mark.parametrize("text", [BROKEN, IMPOSSIBLE])
def test_it_refuses_what_cannot_be_weighed(author: User, text: str) -> None:
    revision = create_case(author, text)
    with pytest.raises(NotSound):
        publish(author, revision)
    assert not fresh(revision.case).is_published


def test_a_contributor_may_not_publish(contributor: User) -> None:
    with pytest.raises(PermissionDenied):
        publish(contributor, create_case(contributor, TEXT))


def test_an_author_may_not_publish_anothers_case(author: User, draft: CaseRevision) -> None:
    other = User.objects.create(username="other", role=Role.AUTHOR)
    with pytest.raises(PermissionDenied):
        publish(other, draft)


def test_nobody_puts_a_colleagues_name_over_a_case(author: User, editor: User) -> None:
    Author.objects.create(slug="editor-example", name="Editor Example", user=editor)
    revision = create_case(author, TEXT + "authors: [{name: Editor Example}]\n")
    with pytest.raises(PermissionDenied, match="Invite Editor Example"):
        publish(author, revision)


def test_the_document_names_the_bylines(author: User) -> None:
    revision = create_case(author, TEXT + "authors: [{name: A. Writer, bio: Writes.}]\n")
    publish(author, revision)
    bylines = revision.case.case_authors.filter(is_byline=True)
    assert [(byline.author.name, byline.author.bio, byline.may_edit) for byline in bylines] == [
        ("A. Writer", "Writes.", False)
    ]
    assert revision.case.case_authors.filter(author__user=author, may_edit=True, is_byline=False).exists()


def test_it_takes_a_case_from_the_readers_sight(author: User, draft: CaseRevision) -> None:
    publish(author, draft)
    unpublish(author, draft.case, reason="A mistake in the question.")
    case = fresh(draft.case)
    assert not case.is_published
    assert CaseRevision.objects.filter(case=case).count() == 1
    for entries in (EvidenceEntry, SourceEntry, PredictionEntry):
        assert not entries.objects.filter(case=case).exists()
    with pytest.raises(ValidationError):
        unpublish(author, case, reason="Again.")


def test_what_was_taken_down_stays_hidden_when_a_mended_revision_is_published(
    author: User, draft: CaseRevision, reader_client: Client
) -> None:
    publish(author, draft)
    second = save_revision(author, draft.case, STRONGER, parent_number=1)
    publish(author, second)
    unpublish(author, draft.case, reason="A name that should not stand there.")
    publish(author, save_revision(author, draft.case, STRONGER + "# mended", parent_number=2))
    slug = draft.case.slug
    answers = {number: reader_client.get(f"/cases/{slug}/revisions/{number}/").status_code for number in (1, 2, 3)}
    assert answers == {1: 404, 2: 404, 3: 200}
    assert reader_client.get(f"/cases/{slug}/revisions/2/case.yaml").status_code == 404
    assert reader_client.get(f"/cases/{slug}/changes/1-3/").status_code == 404
    assert "revisions/2/" not in reader_client.get(f"/cases/{slug}/revisions/").content.decode()
    assert reader_client.get(f"/api/v1/cases/{slug}/revisions/2").status_code == 404


def test_it_publishes_at_the_time_set_and_not_before(author: User, draft: CaseRevision) -> None:
    at = timezone.now() + timedelta(hours=1)
    waiting = schedule(author, draft, at)
    assert publish_due() == []
    assert not may_see(User(role=Role.MODERATOR), fresh(draft.case))
    assert publish_due(at + timedelta(seconds=1)) == [waiting]
    assert fresh(draft.case).published_revision == draft
    assert publish_due(at + timedelta(seconds=2)) == []


def test_it_schedules_only_times_to_come(author: User, draft: CaseRevision) -> None:
    with pytest.raises(ValidationError):
        schedule(author, draft, timezone.now() - timedelta(seconds=1))


def test_a_cancelled_one_is_not_published(author: User, draft: CaseRevision) -> None:
    at = timezone.now() + timedelta(hours=1)
    waiting = schedule(author, draft, at)
    cancel(author, waiting)
    assert publish_due(at + timedelta(seconds=1)) == []
    with pytest.raises(ValidationError):
        cancel(author, waiting)


def test_a_scheduled_one_whose_author_lost_the_right_keeps_the_reason(author: User, draft: CaseRevision) -> None:
    at = timezone.now() + timedelta(hours=1)
    waiting = schedule(author, draft, at)
    User.objects.filter(pk=author.pk).update(role=Role.CONTRIBUTOR)
    assert publish_due(at + timedelta(seconds=1)) == []
    assert "may not publish" in Publication.objects.get(pk=waiting.pk).failure


def test_the_published_index_knows_sources_and_predictions(wagner: PublishedCase) -> None:
    sources = SourceEntry.objects.filter(case=wagner)
    assert sum(source.report_count for source in sources) == sum(len(source.reports) for source in sources) > 0
    assert any(source.origin_count for source in sources)
    assert PredictionEntry.objects.filter(case=wagner, chance__gt=0).exists()


def test_taking_a_case_down_calls_off_what_waits(author: User, draft: CaseRevision) -> None:
    publish(author, draft)
    newer = save_revision(author, draft.case, STRONGER, parent_number=1)
    schedule(author, newer, timezone.now() + timedelta(hours=1))
    unpublish(author, draft.case, reason="It harmed somebody.")
    assert publish_due(timezone.now() + timedelta(hours=2)) == []
    assert not fresh(draft.case).is_published


def test_a_revision_that_this_engine_cannot_read_does_not_hold_up_the_others(author: User, draft: CaseRevision) -> None:
    other = create_case(author, TEXT)
    for revision in (draft, other):
        schedule(author, revision, timezone.now() + timedelta(hours=1))
    CaseRevision.objects.filter(pk=draft.pk).update(document={"rashomon": 99})
    assert [done.revision for done in publish_due(timezone.now() + timedelta(hours=2))] == [other]
    assert "version 99" in Publication.objects.get(revision=draft).failure


def test_publishing_a_newer_revision_calls_off_an_older_one_that_waits(author: User, draft: CaseRevision) -> None:
    at = timezone.now() + timedelta(hours=1)
    schedule(author, draft, at)
    publish(author, save_revision(author, draft.case, STRONGER, parent_number=1))
    assert publish_due(at + timedelta(seconds=1)) == []
    assert fresh(draft.case).published_revision != draft
