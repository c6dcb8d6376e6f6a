"""Weigh a document once, and keep the result under its content hash and the engine's version."""

from __future__ import annotations

from functools import lru_cache
from time import perf_counter

from rashomon import __version__ as engine
from rashomon.analysis import Analysis
from rashomon.model import Case
from rashomon.weighing import weigh
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, StoredAnalysis
from rashomon_site.cases.services.packing import pack, unpack

KEPT_IN_MEMORY = 64


def analysis_of(revision: CaseRevision) -> Analysis:
    """Return the analysis of a sound revision, weighed at most once.

    Raises ValueError for a revision with problems, ImpossibleError and TooComplexError as `weigh` does.
    """
    return stored_analysis(revision.document_sha256) or weigh_case(case_of(revision), revision.document_sha256)


def weigh_case(case: Case, sha256: str) -> Analysis:
    """Weigh a case and keep the result."""
    start = perf_counter()
    analysis = weigh(case, document_sha256=sha256)
    keep(analysis, milliseconds=(perf_counter() - start) * 1000)
    return analysis


def keep(analysis: Analysis, *, milliseconds: float) -> None:
    """Store an analysis; of two that finish at once, either is kept, as they are equal."""
    StoredAnalysis.objects.get_or_create(
        document_sha256=analysis.document_sha256,
        engine=analysis.engine,
        defaults={"payload": pack(analysis), "milliseconds": milliseconds},
    )


def stored_analysis(sha256: str) -> Analysis | None:
    """Return what this version of the engine made of a document, or None if it never weighed it."""
    try:
        return _from_store(sha256, engine)
    except StoredAnalysis.DoesNotExist:
        return None


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _from_store(sha256: str, engine: str) -> Analysis:
    row = StoredAnalysis.objects.only("payload").get(document_sha256=sha256, engine=engine)
    return unpack(Analysis, bytes(row.payload))
