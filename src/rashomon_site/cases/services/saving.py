"""Save revisions: every accepted text is a row of its own, and nobody overwrites anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from rashomon.casefile.limits import MOST_BYTES
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.library_mapping import Reading, read_text
from rashomon_site.cases.models import CaseAuthor, CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may, may_edit
from rashomon_site.cases.services.audit import record
from rashomon_site.cases.services.bylines import byline_of
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.cases.services.unique_names import with_free_name
from rashomon_site.cases.slugs import LONGEST, free_slug, slug_of

UNTITLED = "Untitled case"
LONGEST_MESSAGE = 500


@dataclass
class SaveConflict(Exception):
    """Somebody else saved in between. Both texts are here; nothing was written."""

    yours: str
    theirs: CaseRevision
    base: CaseRevision | None

    def __str__(self) -> str:
        return (
            f"{self.theirs.created_by_name} saved revision {self.theirs.number} of {self.theirs.case.slug} "
            "while you were writing"
        )


@transaction.atomic
def create_case(actor: User, text: str, *, slug: str = "", message: str = "") -> CaseRevision:
    """Start a case with its first revision, a draft. Raises PermissionDenied and ValidationError."""
    if not may(actor, Action.CREATE_CASE):
        raise PermissionDenied("Your account may not start a case.")
    reading = _read(text)
    title = _title(reading)
    case = with_free_name(lambda: PublishedCase.objects.create(slug=_slug(slug, reading), title=title, question=title))
    CaseAuthor.objects.create(case=case, author=byline_of(actor), is_byline=False)
    record(actor, "case.created", case=case)
    return _add(actor, case, reading, None, message)


@transaction.atomic
def save_revision(
    actor: User, case: PublishedCase, text: str, *, parent_number: int, message: str = ""
) -> CaseRevision:
    """Save a text as the next revision after `parent_number`, the revision that was being edited.

    Raises SaveConflict if that is no longer the newest, PermissionDenied, and ValidationError for a text that
    cannot be kept. Saving the newest text again returns the revision that holds it.
    """
    if not may_edit(actor, case):
        raise PermissionDenied("Your account may not edit this case.")
    reading = _read(text)
    locked = PublishedCase.objects.select_for_update().get(pk=case.pk)
    latest = locked.revisions.get(number=locked.latest_number)
    if latest.text_sha256 == _text_sha256(text):
        return latest
    if parent_number != latest.number:
        raise SaveConflict(text, latest, locked.revisions.filter(number=parent_number).first())
    return _add(actor, locked, reading, latest, message)


def _read(text: str) -> Reading:
    if "\x00" in text:
        raise ValidationError("The text holds a NUL character, which no case file may. Remove it.")
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ValidationError(f"The text is longer than {MOST_BYTES:,} bytes. Shorten it.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError("The text holds half of a character (a lone surrogate). Remove it.")
    if not text.strip():
        raise ValidationError("The text is empty. Write a case, or leave the page without saving.")
    return read_text(text)


def _add(actor: User, case: PublishedCase, reading: Reading, parent: CaseRevision | None, message: str) -> CaseRevision:
    revision = CaseRevision.objects.create(
        case=case,
        number=case.latest_number + 1,
        parent=parent,
        text=reading.text,
        document=reading.document,
        document_sha256=reading.sha256,
        text_sha256=_text_sha256(reading.text),
        message=tidy_note(message)[:LONGEST_MESSAGE],
        created_by=actor,
        created_by_name=actor.shown_name,
    )
    case.latest_number = revision.number
    fields = ["latest_number"]
    if not case.first_published_at and case.slug.startswith(slug_of(UNTITLED)) and reading.case:
        case.slug = _slug("", reading)  # nobody outside knows the address of a draft yet
        fields += ["slug"]
    if not case.is_published and reading.case:  # lists show a published case as it was published
        case.title = case.question = _title(reading)
        fields += ["title", "question"]
    case.save(update_fields=fields)
    record(actor, "revision.saved", case=case, revision=revision, sound=revision.is_sound)
    return revision


_NAMED = re.compile(r"^(?:title|question):[ \t]*[\"']?([^\s\"'>|#][^\n]*?)[\"']?[ \t]*$", re.MULTILINE)


def _title(reading: Reading) -> str:
    """Return what the case is called; of a text with problems, what stands behind `title:` or `question:`."""
    if reading.case:
        return reading.case.title or reading.case.question
    found = _NAMED.search(reading.text)
    return found[1][:200] if found else UNTITLED


def _slug(wanted: str, reading: Reading) -> str:
    base = slug_of(wanted or _title(reading))[:LONGEST]
    taken = set(PublishedCase.objects.filter(slug__startswith=base[: LONGEST - 6]).values_list("slug", flat=True))
    return free_slug(base, taken)


def _text_sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
