"""The analysis of a document is worked out once and kept, equal to what the library gives."""

from __future__ import annotations

import pytest

import rashomon
from rashomon_site.accounts.models import User
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import PublishedCase, StoredAnalysis, StoredComparison
from rashomon_site.cases.services import weighing
from rashomon_site.cases.services.comparing import comparison_of
from rashomon_site.cases.services.packing import pack, unpack
from rashomon_site.cases.services.saving import create_case
from tests.site.cases.boat import BROKEN
from tests.site.conftest import EXAMPLES


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_kept_reads_back_equal(path: str) -> None:
    analysis = rashomon.weigh(rashomon.read_casefile(path).case)
    assert unpack(rashomon.Analysis, pack(analysis)) == analysis


def test_the_site_and_the_library_agree(wagner: PublishedCase) -> None:
    file = rashomon.read_casefile(EXAMPLES / "wagner-2023.yaml")
    assert wagner.published_revision is not None
    analysis = weighing.analysis_of(wagner.published_revision)
    assert analysis == rashomon.weigh(file.case)
    assert wagner.published_revision.document_sha256 == file.sha256


def test_a_revision_is_weighed_once(wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "weigh", None)  # would fail if it were called
    weighing._from_store.cache_clear()
    assert wagner.published_revision is not None
    assert weighing.analysis_of(wagner.published_revision).leaders


def test_two_that_finish_at_once_leave_one_row(wagner: PublishedCase) -> None:
    assert wagner.published_revision is not None
    analysis = weighing.analysis_of(wagner.published_revision)
    weighing.keep(analysis, milliseconds=1)
    assert StoredAnalysis.objects.filter(document_sha256=analysis.document_sha256).count() == 1


def test_a_draft_with_problems_has_no_analysis(author: User) -> None:
    with pytest.raises(ValueError, match="has problems"):
        weighing.analysis_of(create_case(author, BROKEN))


def test_a_comparison_is_kept_and_adds_up(wagner: PublishedCase) -> None:
    first, second = wagner.revisions.order_by("number")
    comparison = comparison_of(first, second)
    assert StoredComparison.objects.count() == 1
    assert comparison_of(first, second) == comparison
    for id, total in comparison.moved.items():
        assert sum(step.moved.get(id, 0) for step in comparison.steps) == pytest.approx(total, abs=1e-12)
    assert len(case_of(second).evidence) == len(case_of(first).evidence) + 1
    assert max(abs(share) for share in comparison.moved.values()) > 0.01
