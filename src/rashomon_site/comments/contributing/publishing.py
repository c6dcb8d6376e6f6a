"""What a contribution moved, told once readers see it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rashomon.casefile.editing import plain_document
from rashomon.comparison import Comparison
from rashomon.model import OTHER
from rashomon.problems import CaseProblems
from rashomon.results import letter_of
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, PublishedCase
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
    return list(made.select_related("comment__case", "revision").order_by("pk"))


@transaction.atomic
def tell(revision: CaseRevision, before: CaseRevision | None) -> int:
    """Mark the contributions that a published revision holds, with what each moved; returns how many."""
    document = revision.document or {}
    discussion = lock_discussion(revision.case)  # first, so that two who tell at one moment do not both tell the same
    made = [one for one in waiting_for(revision) if is_in(document, one)]
    if not made:
        return 0
    comparison = comparison_of(before, revision) if before and before.document_sha256 else None
    named = [h.id for h in case_of(revision).hypotheses if h.id != OTHER]
    letters = {id: letter_of(place) for place, id in enumerate(named)}
    for one in made:
        one.published_at = timezone.now()
        one.moved = _moved(one, comparison, letters) if comparison else []
        one.save(update_fields=["published_at", "moved"])
        contribution_published.send(Contribution, contribution=one)
    tell_readers(discussion)
    return len(made)


def tell_overdue() -> str:
    """Tell what readers see and no task has told, as when the process was killed; returns how much, in words."""
    waiting = Contribution.objects.filter(
        published_at=None, revision__number__lte=F("comment__case__published_revision__number")
    )
    cases = PublishedCase.objects.filter(pk__in=waiting.values("comment__case")).select_related("published_revision")
    told = sum(_tell_case(case) for case in cases)
    return f"told what {told} comments led to" if told else ""


def _tell_case(case: PublishedCase) -> int:
    """Go through the publications of a case in their order, as the tasks would have."""
    told, before = 0, None
    for publication in case.publications.shown().select_related("revision__case").order_by("published_at", "pk"):
        told += tell(publication.revision, before) if waiting_for(publication.revision) else 0
        before = publication.revision
    return told


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
            wanted = _cell(_drafted(made), id)
            return wanted is not None and _cell(document, id) == wanted
        case _:
            return id in _parallels(document)


def _drafted(made: Contribution) -> dict[str, Any]:
    """Return what the contribution wrote, also while that had problems."""
    try:
        found = plain_document(made.revision.text)
    except CaseProblems:
        return {}
    return found if isinstance(found, dict) else {}


def _cell(document: dict[str, Any], id: str) -> str | None:
    """Return the number of `item:hypothesis`, None where there is none."""
    item, _, hypothesis = id.partition(":")
    rows = [row for row in document.get("evidence", []) if row.get("id") == item]
    value = rows[0].get("likelihood", {}).get(hypothesis) if rows else None
    return None if value is None else str(value)


def _parallels(document: dict[str, Any]) -> set[str]:
    groups = document.get("reference_classes", [])
    return {f"{group.get('id')}:{one.get('event', '')[:120]}" for group in groups for one in group.get("parallels", [])}


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
    """Whether a difference is about what a comment led to. Ids may hold dots, so that a path is never taken apart."""
    _, _, id = made.item.partition(":")
    path = f"{path}."
    match ContributionKind(made.kind):
        case ContributionKind.HYPOTHESIS:
            return path.startswith(f"hypotheses.{id}.") or path.endswith(f".likelihood.{id}.")
        case ContributionKind.EVIDENCE:
            return path.startswith(f"evidence.{id}.")
        case ContributionKind.REPORT:
            return f".reports.{id}." in path
        case ContributionKind.CELL:
            item, _, hypothesis = id.partition(":")
            return path == f"evidence.{item}.likelihood.{hypothesis}."
        case _:
            return path.startswith(f"reference_classes.{id.partition(':')[0]}.")
