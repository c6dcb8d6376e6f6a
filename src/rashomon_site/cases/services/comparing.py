"""What changed between two revisions and what each change moved: worked out once, and kept."""

from __future__ import annotations

from rashomon import __version__ as engine
from rashomon.comparison import Comparison, Difference, Step, compare_cases
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, StoredComparison
from rashomon_site.cases.services.packing import pack, unpack


def comparison_of(before: CaseRevision, after: CaseRevision) -> Comparison:
    """Return the changes from one sound revision to another.

    Raises ValueError if either has problems. The differences of a stored one carry no edits: they are for
    reading, not for applying.
    """
    key = {"before_sha256": before.document_sha256, "after_sha256": after.document_sha256, "engine": engine}
    row = StoredComparison.objects.filter(**key).first()
    if row is not None:
        return unpack(Comparison, bytes(row.payload))
    comparison = without_edits(compare_cases(case_of(before), case_of(after)))
    StoredComparison.objects.get_or_create(**key, defaults={"payload": pack(comparison)})
    return comparison


def without_edits(comparison: Comparison) -> Comparison:
    """Drop what only the library needs to apply a change."""
    steps = tuple(Step(_bare(step.differences), step.posterior, step.moved) for step in comparison.steps)
    return Comparison(comparison.before, comparison.after, comparison.names, steps, _bare(comparison.wording))


def _bare(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    return tuple(Difference(d.change, d.path, d.before, d.after, d.weighs, ()) for d in differences)
