"""What-if paths lead where they say, and a wrong one is told what is near."""

from __future__ import annotations

import pytest

from rashomon.casefile import document_of
from rashomon.comparison import known_paths, resolve_path, value_at
from rashomon.problems import UsageError
from tests.library.comparison.sample import sample_case

DOCUMENT = document_of(sample_case())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("hypotheses.staged.prior", "unlikely"),
        ("evidence.speech.likelihood.staged", "likely"),
        ("evidence.speech.established", True),
        ("sources.social.reliability", "5-25%"),
        ("sources.columnist.reliability", None),
        ("groups.the-deal.related", "loosely"),
        ("evidence.aircraft-lost.reports.r4.copy", 0.5),
        ("evidence.aircraft-lost.reports.r1.reliability", None),
        ("indicators.purge.likelihood.bargain", "70%"),
        ("evidence.speech.likelihood.other", None),
        ("sources.state-tv.says_regardless", 0.9),
        ("widening", None),
        ("as_of", "2023-06-30"),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    assert value_at(DOCUMENT, resolve_path(DOCUMENT, path)) == value


def test_every_known_path_resolves() -> None:
    paths = list(known_paths(DOCUMENT))
    assert len(paths) == len(set(paths)) > 60
    for path in paths:
        assert resolve_path(DOCUMENT, path)


def test_ids_may_hold_dots() -> None:
    document = document_of(sample_case())
    document["sources"] += [{"id": "a", "name": "A"}, {"id": "a.b", "name": "B", "reliability": 0.3}]
    assert value_at(document, resolve_path(document, "sources.a.b.reliability")) == 0.3


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("evidence.speach.likelihood.staged", "`evidence.speech.likelihood.staged`"),
        ("evidence.speech.likelihood.stagd", "`evidence.speech.likelihood.staged`"),
        ("hypothesis.staged.prior", "`hypotheses.staged.prior`"),
        ("sources.social.reliabilty", "`sources.social.reliability`"),
        ("widenning", "`widening`"),
    ],
)
def test_an_unknown_path_names_the_nearest(path: str, near: str) -> None:
    with pytest.raises(UsageError, match="did you mean") as caught:
        resolve_path(DOCUMENT, path)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    "path", ["", "evidence", "evidence.speech.likelihood", "zzz", "evidence.speech.likelihood.staged.x"]
)
def test_a_path_that_leads_to_no_value_is_refused(path: str) -> None:
    with pytest.raises(UsageError, match="nothing to set"):
        resolve_path(DOCUMENT, path)


def test_an_exhaustive_case_has_no_catch_all_to_set() -> None:
    document = {**DOCUMENT, "exhaustive": "Only these were in the room."}
    with pytest.raises(UsageError):
        resolve_path(document, "hypotheses.other.prior")
    assert not any("other" in path.split(".") for path in known_paths(document))
