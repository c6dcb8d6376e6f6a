"""What stands around the drawn parts of a case page: bylines, dates, corrections, revisions. All of it is cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from rashomon_site.cases.models import CaseAuthor, CaseRevision, Publication, PublishedCase
from rashomon_site.comments.talk import Talk, talk_of
from rashomon_site.reading.drawing_version import drawing_version
from rashomon_site.reading.prose import plain_markdown

REVISIONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Bio:
    """An author under the case, with what the byline says of him or her."""

    byline: CaseAuthor
    html: SafeString


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of one page. `before` is what readers saw before `shown`; `newest` what they see instead of it."""

    case: PublishedCase
    shown: CaseRevision
    is_permalink: bool
    bylines: tuple[CaseAuthor, ...]
    publications: tuple[Publication, ...]  # oldest first
    before: CaseRevision | None
    talk: Talk

    @property
    def newest(self) -> CaseRevision | None:
        """The revision that readers see now, where that is another one."""
        published = self.case.published_revision
        return published if published and published.pk != self.shown.pk else None

    @property
    def has_discussion(self) -> bool:
        """Whether comments stand on this page: on that of the case, so that what a revision shows stays as it was."""
        return self.talk.is_shown and self.case.is_published and not self.is_permalink

    @property
    def author_accounts(self) -> set[int]:
        """The accounts of those whose names stand over the case."""
        return {line.author.user_id for line in self.bylines if line.author.user_id is not None}

    @property
    def discussed(self) -> str:
        """The slug of the case if readers can write about its parts from this page."""
        return self.case.slug if self.has_discussion and self.talk.is_open else ""

    @property
    def was_published(self) -> bool:
        """Whether readers see or saw this revision."""
        return any(publication.revision_id == self.shown.pk for publication in self.publications)

    @property
    def corrections(self) -> list[Publication]:
        """What was wrong in earlier revisions, newest first."""
        told = [p for p in self.publications if p.correction and p.revision.number <= self.shown.number]
        return told[::-1]

    @property
    def revisions(self) -> list[Publication]:
        """The newest publications, newest first; the history page has all."""
        return list(self.publications[: -REVISIONS_SHOWN - 1 : -1])

    @property
    def bios(self) -> list[Bio]:
        """The authors, each with a biography as clean HTML."""
        return [Bio(byline, SafeString(plain_markdown(byline.author.bio))) for byline in self.bylines]

    @property
    def changed_at(self) -> datetime:
        """When the page last became another one."""
        dates = [publication.published_at for publication in self.publications if publication.published_at]
        return max([*dates, drawing_version().written_at, *filter(None, [self.talk.changed_at])])

    def told(self) -> tuple[object, ...]:
        """Return every value that the page shows of these rows."""
        case, people = self.case, [byline.author for byline in self.bylines]
        return (
            (case.pk, case.slug, case.title, case.subject_slug, case.first_published_at, case.published_at),
            (case.closed_on, case.published_revision_id, self.shown.pk, self.is_permalink),
            self.talk.told(),
            [(person.slug, person.name, person.bio, person.user_id) for person in people],
            [(p.pk, p.revision.number, p.published_at, p.correction, p.revision.message) for p in self.publications],
        )


def frame_of(case: PublishedCase, shown: CaseRevision, *, is_permalink: bool) -> Frame:
    """Read the rows around a revision, in a few queries."""
    bylines = CaseAuthor.objects.filter(case=case, is_byline=True).select_related("author")
    rows = Publication.objects.shown().filter(case=case).select_related("revision")
    publications = tuple(rows.defer("revision__text", "revision__document").order_by("published_at", "pk"))
    for publication in publications:
        publication.revision.case = case  # else each would look it up for its address
    before = shown_before(publications, shown, first=is_permalink) or _told_against(case, shown, publications)
    frame = Frame(
        case, shown, is_permalink, tuple(bylines), publications, before, talk_of(case, is_elsewhere=is_permalink)
    )
    case.bylines = frame.bylines  # type: ignore[attr-defined]  # where the page's head looks for them
    return frame


def shown_before(publications: Sequence[Publication], shown: CaseRevision, *, first: bool) -> CaseRevision | None:
    """Return the revision that readers saw until `shown` came: the first time, or the last time that it did."""
    before: CaseRevision | None = None
    current: CaseRevision | None = None
    for publication in publications:
        revision = publication.revision
        if revision.pk == shown.pk and (current is None or current.pk != shown.pk):
            before = current
            if first:
                break
        current = revision
    return before


def _told_against(case: PublishedCase, shown: CaseRevision, publications: Sequence[Publication]) -> CaseRevision | None:
    """Return what a draft is compared with: the revision that readers see."""
    is_draft = all(publication.revision_id != shown.pk for publication in publications)
    return case.published_revision if is_draft else None
