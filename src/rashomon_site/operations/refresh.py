"""Bring what is derived from published revisions up to date, as after an upgrade of the engine."""

from __future__ import annotations

from django.db import transaction

from rashomon_site.cases.library_mapping import FILLED, case_of, fill
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import write_index
from rashomon_site.cases.services.weighing import analysis_of


def refresh() -> int:
    """Weigh, and index anew, every published case; returns how many. Nothing that people wrote is touched."""
    done = 0
    for pk in PublishedCase.objects.visible().values_list("pk", flat=True):
        done += _refresh(pk)
    return done


@transaction.atomic
def _refresh(pk: int) -> int:
    row = PublishedCase.objects.select_for_update(of=("self",)).select_related("published_revision").get(pk=pk)
    revision = row.published_revision
    if revision is None:
        return 0
    case, analysis = case_of(revision), analysis_of(revision)
    fill(row, case, analysis)
    row.save(update_fields=FILLED)
    write_index(row, case, analysis)
    return 1
