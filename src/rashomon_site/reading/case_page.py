"""What the case page shows of a revision's analysis, drawn once and kept under a name that tells all it depends on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.core.cache import cache as kept
from django.utils.safestring import SafeString, mark_safe

from rashomon import __version__ as engine
from rashomon.analysis import Analysis
from rashomon.explain.words import percent
from rashomon.model import Case
from rashomon.report.page import Setting, render_sections
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.packing import pack, unpack
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.charts.provenance import provenance_svg
from rashomon_site.comments.subjects import write_address
from rashomon_site.reading.drawing_version import drawing_version
from rashomon_site.reading.prose import clean_html

KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its place in the table of contents, and its HTML."""

    anchor: str
    name: str
    markup: str

    @property
    def html(self) -> SafeString:
        """The part as the library drew it: it escapes every text of a case."""
        return mark_safe(self.markup)  # noqa: S308 - see above


@dataclass(frozen=True, slots=True)
class Gone:
    """An explanation of the revision before that this one does not list any more."""

    letter: str
    name: str
    percent: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the page, as the document has it."""

    title: str
    question: str
    summary: str
    subject: str
    language: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page that follows from the document and the one before it."""

    heading: Heading
    parts: tuple[Part, ...]
    gone: tuple[Gone, ...]


def page_key(revision: CaseRevision, before: CaseRevision | None, discussed: str = "") -> str:
    """Return the name under which the page of a sound revision is kept; it changes whenever the page would."""
    told_against = f"{before.document_sha256}:{before.number}" if before else ""
    return f"case-page:{revision.document_sha256}:{told_against}:{discussed}:{engine}:{drawing_version().digest}"


def case_page(revision: CaseRevision, before: CaseRevision | None, discussed: str = "") -> CasePage:
    """Return the page of a sound revision; raises as `services.weighing.analysis_of` does.

    `discussed` is the slug of the case where readers can write about its parts now.
    """
    key = page_key(revision, before, discussed)
    packed = kept.get(key)
    if packed is not None:
        return unpack(CasePage, packed)
    page = draw(case_of(revision), analysis_of(revision), before, discussed)
    kept.set(key, pack(page), KEPT_SECONDS)
    return page


def draw(case: Case, analysis: Analysis, before: CaseRevision | None, discussed: str = "") -> CasePage:
    """Draw the page; `before` is the revision that changes are told against."""
    old = analysis_of(before) if before and before.document_sha256 else None
    return CasePage(_heading(case), _parts(case, analysis, old, before, discussed), _gone(analysis, old))


def _heading(case: Case) -> Heading:
    return Heading(
        title=case.title or "",
        question=case.question,
        summary=case.summary or "",
        subject=case.subject or "",
        language=case.language,
        authors=tuple(author.name for author in case.authors),
    )


def _parts(
    case: Case, analysis: Analysis, old: Analysis | None, before: CaseRevision | None, discussed: str
) -> tuple[Part, ...]:
    moved = _moved(analysis, old) if old else None
    since = f"rev. {before.number}" if before else ""
    unsigned = case.model_copy(update={"authors": ()})  # the frame names them, with links to their pages
    discuss = partial(write_address, discussed) if discussed else None
    drawn = render_sections(unsigned, analysis, Setting(moved, since, clean_html, provenance_svg, discuss))
    return tuple(Part(part.anchor, part.name, str(part.html)) for part in drawn)


def _moved(analysis: Analysis, old: Analysis) -> dict[str, float]:
    """Return the change of each explanation that was listed before; one that is missing here is new."""
    then = old.posterior
    return {id: now - then[id] for id, now in analysis.posterior.items() if id in then}


def _gone(analysis: Analysis, old: Analysis | None) -> tuple[Gone, ...]:
    now = analysis.posterior
    left = [result for result in old.ranked if result.id not in now] if old else []
    return tuple(Gone(result.letter, result.name, percent(result.probability)) for result in left)
