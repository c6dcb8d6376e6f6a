"""Decide what readers see. Publishing moves a pointer; revisions themselves never change."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from rashomon.analysis import Analysis, Posterior
from rashomon.model import Case
from rashomon.problems import RashomonError
from rashomon_site.accounts.models import User
from rashomon_site.cases.library_mapping import (
    FILLED,
    case_of,
    evidence_entries,
    fill,
    prediction_entries,
    source_entries,
)
from rashomon_site.cases.models import (
    CaseRevision,
    EvidenceEntry,
    PredictionEntry,
    Publication,
    PublishedCase,
    SourceEntry,
)
from rashomon_site.cases.permissions import may_publish
from rashomon_site.cases.services.audit import NOBODY, record
from rashomon_site.cases.services.bylines import check_bylines, set_bylines
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.cases.signals import case_published
from rashomon_site.search.index import index_case, remove_case


class NotSound(Exception):
    """The revision has problems, or cannot be weighed; the message says which."""


def publish(actor: User | None, revision: CaseRevision, *, correction: str = "") -> Publication:
    """Show a revision to readers now. Raises PermissionDenied and NotSound; then nothing has changed."""
    _check(actor, revision)
    now = timezone.now()
    decision = _decision(actor, revision, now, correction)
    _go_live(decision, actor)
    return decision


@transaction.atomic
def schedule(actor: User, revision: CaseRevision, due_at: datetime, *, correction: str = "") -> Publication:
    """Show a revision to readers at a time to come; raises as `publish` does, and ValidationError for the past."""
    from rashomon_site.cases.tasks import publish_scheduled

    _check(actor, revision)
    if due_at <= timezone.now():
        raise ValidationError("That time is past. Choose a later one, or publish now.")
    waiting = _decision(actor, revision, due_at, correction)
    waiting.save()
    record(actor, "publication.scheduled", case=revision.case, revision=revision, due_at=due_at.isoformat())
    task = publish_scheduled.using(run_after=due_at)
    transaction.on_commit(lambda: task.enqueue(waiting.pk))
    return waiting


@transaction.atomic
def cancel(actor: User, publication: Publication) -> None:
    """Call off a scheduled publication; raises PermissionDenied, and ValidationError if it is not waiting."""
    if not may_publish(actor, publication.case):
        raise PermissionDenied("Your account may not publish this case.")
    PublishedCase.objects.select_for_update().get(pk=publication.case_id)  # so that it does not go live meanwhile
    waiting = Publication.objects.filter(pk=publication.pk, published_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=timezone.now()):
        raise ValidationError("That publication is not waiting any more.")
    record(actor, "publication.cancelled", case=publication.case, revision=publication.revision)


@transaction.atomic
def unpublish(actor: User, case: PublishedCase, *, reason: str) -> None:
    """Take a case from the readers' sight; its revisions stay, and what was to be published is called off.

    Raises PermissionDenied and ValidationError.
    """
    if not may_publish(actor, case):
        raise PermissionDenied("Your account may not unpublish this case.")
    row = PublishedCase.objects.select_for_update().get(pk=case.pk)
    revision = row.published_revision
    if revision is None:
        raise ValidationError("The case is not published.")
    for waiting in row.publications.filter(published_at=None, withdrawn_at=None).select_related("revision"):
        record(actor, "publication.cancelled", case=row, revision=waiting.revision)
    # All of them: one that waits would bring the case back by itself, and an earlier one would be read again as
    # soon as a mended revision is published.
    row.publications.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    row.published_revision = None
    row.save(update_fields=["published_revision"])
    for entries in (SourceEntry, EvidenceEntry, PredictionEntry):
        entries.objects.filter(case=row).delete()
    remove_case(row)
    record(actor, "case.unpublished", case=row, revision=revision, reason=tidy_note(reason))


def publish_due(now: datetime | None = None) -> list[Publication]:
    """Publish what is due. What cannot be published keeps the reason; nothing is tried twice."""
    due = Publication.objects.filter(
        due_at__lte=now or timezone.now(), published_at=None, withdrawn_at=None, failure=""
    ).select_related("case", "revision__case", "decided_by")
    return [done for waiting in due.order_by("due_at", "pk") if (done := _publish_waiting(waiting))]


def _publish_waiting(waiting: Publication) -> Publication | None:
    try:
        # The person may have lost the right since; then the decision no longer stands.
        if waiting.decided_by is None:
            raise PermissionDenied("The account that decided this is gone.")
        _check(waiting.decided_by, waiting.revision)
        return waiting if _go_live(waiting, waiting.decided_by) else None
    except (NotSound, PermissionDenied) as error:
        _note_failure(waiting, str(error))
        return None


@transaction.atomic
def _note_failure(waiting: Publication, why: str) -> None:
    """Keep why a publication failed, once, whoever else finds the same at this moment."""
    untold = Publication.objects.filter(pk=waiting.pk, published_at=None, withdrawn_at=None, failure="")
    if untold.update(failure=why):
        record(None, "publication.failed", case=waiting.case, revision=waiting.revision, why=why)


def _check(actor: User | None, revision: CaseRevision) -> None:
    """Ask everything that can be asked before anything is written; `actor` None is the site itself."""
    if actor is not None and not may_publish(actor, revision.case):
        raise PermissionDenied("Your account may not publish this case.")
    if not revision.is_sound:
        raise NotSound("This revision has problems. Mend them before it is published.")
    try:
        check_bylines(actor, revision.case, case_of(revision))
        analysis_of(revision)  # weighed now, so that no reader waits for it
    except RashomonError as error:
        raise NotSound(str(error)) from None


def _decision(actor: User | None, revision: CaseRevision, due_at: datetime, correction: str) -> Publication:
    return Publication(
        case=revision.case,
        revision=revision,
        decided_by=actor,
        decided_by_name=actor.shown_name if actor else NOBODY,
        due_at=due_at,
        correction=tidy_note(correction),
    )


@transaction.atomic
def _go_live(publication: Publication, actor: User | None) -> bool:
    """Move the pointer, and say whether: somebody may have published or called off what waited, in between."""
    revision = publication.revision
    row = PublishedCase.objects.select_for_update().get(pk=revision.case_id)
    if publication.pk and not _still_waiting(publication):
        return False
    now = timezone.now()  # after the wait for the row, so that dates are in the order of what readers saw
    case, analysis = case_of(revision), analysis_of(revision)
    before = row.published_revision
    _call_off_older(row, publication, actor)
    publication.moved = row.moved = moved_since(before, analysis)
    publication.published_at = row.published_at = now
    row.first_published_at = row.first_published_at or now
    row.published_revision = revision
    fill(row, case, analysis)
    row.save(update_fields=["moved", "published_at", "first_published_at", "published_revision", *FILLED])
    publication.save()
    set_bylines(row, case)
    write_index(row, case, analysis)
    record(actor, "case.published", case=row, revision=revision, correction=publication.correction)
    case_published.send(PublishedCase, revision=revision, before=before)
    return True


def _call_off_older(row: PublishedCase, publication: Publication, actor: User | None) -> None:
    """Call off what waits with an older revision: else it would take readers back by itself some day."""
    number = publication.revision.number
    waiting = row.publications.filter(published_at=None, withdrawn_at=None, revision__number__lt=number)
    for older in waiting.select_related("revision"):
        record(actor, "publication.cancelled", case=row, revision=older.revision, why=f"revision {number} is newer")
    waiting.update(withdrawn_at=timezone.now())


def _still_waiting(publication: Publication) -> bool:
    return Publication.objects.filter(pk=publication.pk, published_at=None, withdrawn_at=None).exists()


def moved_since(before: CaseRevision | None, analysis: Analysis) -> Posterior:
    """Return how far each probability moved since `before`; a new explanation moves from 0, a first case not at all."""
    if before is None:
        return {}
    old = analysis_of(before).posterior
    ids = [*analysis.posterior, *(id for id in old if id not in analysis.posterior)]
    return {id: analysis.posterior.get(id, 0.0) - old.get(id, 0.0) for id in ids}


def write_index(row: PublishedCase, case: Case, analysis: Analysis) -> None:
    """Write anew what pages and search know of a published case."""
    for entries in (SourceEntry, EvidenceEntry, PredictionEntry):
        entries.objects.filter(case=row).delete()
    SourceEntry.objects.bulk_create(source_entries(row, case, analysis))
    EvidenceEntry.objects.bulk_create(evidence_entries(row, case))
    PredictionEntry.objects.bulk_create(prediction_entries(row, case, analysis))
    index_case(row)
