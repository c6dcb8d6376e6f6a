"""What a contribution moved, told once readers see it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from rashomon.comparison import Comparison
from rashomon.results import letter_of
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.comparing import comparison_of
from rashomon_site.comments.models import Contribution, ContributionKind
from rashomon_site.comments.services.states import lock_discussion, tell_readers
from rashomon_site.comments.signals import contribution_published

SMALLEST = 0.005
"""What rounds to no whole point is no movement for readers."""
SHOWN = 3


def waiting_for(revision: CaseRevision) -> list[Contribution]:
    """Return what has not been told of a case, up to a revision."""
    made = Contribution.objects.filter(
        comment__case=revision.case_id, published_at=None, revision__number__lte=revision.number
    )
    return list(made.select_related("comment__case").order_by("pk"))


@transaction.atomic
def tell(revision: CaseRevision, before: CaseRevision | None) -> int:
    """Mark the contributions that a published revision holds, with what each moved; returns how many."""
    document = revision.document or {}
    made = [one for one in waiting_for(revision) if is_in(document, one)]
    if not made:
        return 0
    comparison = comparison_of(before, revision) if before and before.document_sha256 else None
    letters = {h.id: letter_of(place) for place, h in enumerate(case_of(revision).hypotheses)}
    discussion = lock_discussion(revision.case)
    for one in made:
        one.published_at = timezone.now()
        one.moved = _moved(one, comparison, letters) if comparison else []
        one.save(update_fields=["published_at", "moved"])
        contribution_published.send(Contribution, contribution=one)
    tell_readers(discussion)
    return len(made)


def is_in(document: dict[str, Any], made: Contribution) -> bool:
    """Whether a document still holds what a comment led to."""
    part, _, id = made.item.partition(":")
    match part:
        case "hypothesis":
            return id in _ids(document, "hypotheses")
        case "evidence":
            return id in _ids(document, "evidence")
        case "report":
            return any(id in _ids(item, "reports") for item in document.get("evidence", []))
        case "cell":
            return id.partition(":")[0] in _ids(document, "evidence")
        case _:
            return id.partition(":")[0] in _ids(document, "reference_classes")


def _ids(document: dict[str, Any], section: str) -> set[str]:
    return {str(row.get("id", "")) for row in document.get(section, [])}


def _moved(made: Contribution, comparison: Comparison, letters: dict[str, str]) -> list[dict[str, Any]]:
    """Return the greatest movements of the steps in which the contribution has a part, greatest first."""
    total = dict.fromkeys(comparison.after, 0.0)
    start: dict[str, float] = {}
    posterior = comparison.before
    for step in comparison.steps:
        if any(_is_about(made, difference.path) for difference in step.differences):
            for id, change in step.moved.items():
                start.setdefault(id, posterior.get(id, 0.0))
                total[id] = total.get(id, 0.0) + change
        posterior = step.posterior
    greatest = sorted((id for id in total if abs(total[id]) >= SMALLEST), key=lambda id: -abs(total[id]))
    return [
        {
            "letter": letters.get(id, "?"),
            "name": comparison.names.get(id, "Something else"),
            "before": start.get(id, 0.0),
            "after": start.get(id, 0.0) + total[id],
        }
        for id in greatest[:SHOWN]
    ]


def _is_about(made: Contribution, path: str) -> bool:
    keys = path.split(".")
    _, _, id = made.item.partition(":")
    match ContributionKind(made.kind):
        case ContributionKind.HYPOTHESIS:
            return keys[:2] == ["hypotheses", id] or keys[-2:] == ["likelihood", id]
        case ContributionKind.EVIDENCE:
            return keys[:2] == ["evidence", id]
        case ContributionKind.REPORT:
            return keys[2:4] == ["reports", id]
        case ContributionKind.CELL:
            item, _, hypothesis = id.partition(":")
            return keys[:4] == ["evidence", item, "likelihood", hypothesis]
        case _:
            return keys[:2] == ["reference_classes", id.partition(":")[0]]
