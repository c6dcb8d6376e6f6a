"""A case with an analysis made by hand: sentences are checked against numbers chosen for the purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rashomon.analysis import (
    Analysis,
    CellResult,
    Conflict,
    EvidenceResult,
    Flip,
    HypothesisResult,
    IndicatorResult,
    LeaveOut,
    OriginResult,
    TimelinePoint,
    TornadoBar,
    UnitResult,
    Variant,
)
from rashomon.explain.naming import Naming
from rashomon.model import Case

DOCUMENT: dict[str, Any] = {
    "rashomon": 1,
    "question": "Why did the bridge close?",
    "as_of": "2024-03-10",
    "hypotheses": [
        {"id": "crack", "name": "A crack in the deck", "prior": "30-50%"},
        {"id": "strike", "name": "A strike", "prior": "30-50%"},
    ],
    "sources": [
        {"id": "channel", "name": "The Telegram channel", "kind": "social", "says_regardless": 0.9},
        {"id": "paper", "name": "The Paper", "grade": "B"},
    ],
    "evidence": [
        {
            "id": "photo",
            "title": "The photograph",
            "statement": "A photograph shows a gap in the deck.",
            "on": "2024-03-02",
            "likelihood": {"crack": "likely", "strike": "2-10%"},
            "reports": [
                {"id": "r1", "source": "channel", "on": "2024-03-02"},
                {"id": "r2", "source": "paper", "via": "r1", "copy": 0.4, "on": "2024-03-03"},
                {
                    "id": "r3",
                    "source": "paper",
                    "says": "denies",
                    "on": "2024-03-20",
                    "says_regardless": 0.05,
                },
            ],
        },
        {
            "id": "pickets",
            "statement": "Pickets stood at the toll gate.",
            "established": True,
            "on": "2024-03-05",
            "likelihood": {"crack": "1x", "strike": "4x"},
        },
        {
            "id": "later",
            "statement": "A report came out.",
            "on": "2024-06-01",
            "likelihood": {"crack": 0.5, "strike": 0.4},
        },
    ],
    "indicators": [
        {
            "id": "repair",
            "statement": "Repairs begin.",
            "by": "2024-04-01",
            "likelihood": {"crack": "80%", "strike": "0.5%"},
        }
    ],
    "body": "The gap [evidence:photo] is plain to see.",
}


def case(**changes: Any) -> Case:
    """Return the case, with some of its top-level keys replaced."""
    return Case.model_validate({**DOCUMENT, **changes})


def hypothesis(key: str, name: str, letter: str, *, now: float, prior: float, lead: float) -> HypothesisResult:
    """Return a result whose range is 10 points either way."""
    return HypothesisResult(
        id=key,
        name=name,
        letter=letter,
        prior=prior,
        probability=now,
        low=max(now - 0.1, 0.0),
        median=now,
        high=now + 0.1,
        wide_low=max(now - 0.2, 0.0),
        wide_high=now + 0.2,
        lead_share=lead,
        prior_low=prior - 0.05,
        prior_high=prior + 0.05,
    )


def item(key: str, statement: str, cells: dict[str, CellResult], **changes: Any) -> EvidenceResult:
    """Return an item that speaks for `crack`."""
    plain = EvidenceResult(
        id=key,
        statement=statement,
        counted=True,
        unit=key,
        group=None,
        likelihood=cells,
        with_reports={"crack": 0.6, "strike": 0.1, "other": 0.35},
        bits=2.0,
        shapley={"crack": 1.2, "strike": -1.1, "other": 0.05},
        shapley_se={"crack": 0.0, "strike": 0.0, "other": 0.0},
        reports=0,
        origins=(),
        surprise=False,
    )
    return replace(plain, **changes)


WITHOUT_CHANNEL = LeaveOut("source", ("channel",), {"crack": 0.41, "strike": 0.35, "other": 0.24}, ("crack",), False)
WITHOUT_PHOTO = LeaveOut("item", ("photo",), {"crack": 0.30, "strike": 0.58, "other": 0.12}, ("strike",), True)
WITHOUT_PICKETS = LeaveOut("item", ("pickets",), {"crack": 0.624, "strike": 0.3, "other": 0.076}, ("crack",), False)


def analysis(**changes: Any) -> Analysis:
    """Return the hand-made analysis, with some of its fields replaced."""
    plain = Analysis(
        engine="0.0",
        document_sha256="0" * 64,
        seed=7,
        draws=4096,
        as_of=date(2024, 3, 10),
        question="Why did the bridge close?",
        title="Why did the bridge close?",
        hypotheses=(
            hypothesis("crack", "A crack in the deck", "A", now=0.62, prior=0.475, lead=0.9),
            hypothesis("strike", "A strike", "B", now=0.31, prior=0.475, lead=0.1),
            hypothesis("other", "Something else", "?", now=0.07, prior=0.05, lead=0.0),
        ),
        leaders=("crack",),
        evidence=(
            item(
                "photo",
                "A photograph shows a gap in the deck.",
                {
                    "crack": CellResult(0.68, 0.55, 0.80, "likely", "likely", False),
                    "strike": CellResult(0.05, 0.02, 0.10, "2-10%", "very unlikely", False),
                    "other": CellResult(0.36, 0.05, 0.68, "", "unlikely", False),
                },
                reports=2,
                origins=("channel",),
            ),
            item(
                "pickets",
                "Pickets stood at the toll gate.",
                {
                    "crack": CellResult(1.0, 1.0, 1.0, "1x", "", True),
                    "strike": CellResult(4.0, 4.0, 4.0, "4x", "", True),
                    "other": CellResult(2.5, 1.0, 4.0, "", "", True),
                },
                bits=-2.0,
                shapley={"crack": -1.3, "strike": 1.4, "other": 0.0},
            ),
            item(
                "later",
                "A report came out.",
                {
                    "crack": CellResult(0.5, 0.5, 0.5, "0.5", "roughly even", False),
                    "strike": CellResult(0.4, 0.4, 0.4, "0.4", "unlikely", False),
                    "other": CellResult(0.45, 0.4, 0.5, "", "roughly even", False),
                },
                counted=False,
                bits=None,
                shapley={"crack": 0.0, "strike": 0.0, "other": 0.0},
            ),
        ),
        units=(UnitResult("photo", ("photo",), 2.0), UnitResult("pickets", ("pickets",), -2.0)),
        origins=(OriginResult("channel", "The Telegram channel", ("r1", "r2"), ("photo",)),),
        report_count=2,
        leave_one_out=(WITHOUT_CHANNEL, WITHOUT_PHOTO, WITHOUT_PICKETS),
        leave_two_out=(),
        tornado=(TornadoBar("evidence.photo.likelihood.strike", 0.02, 0.1, 0.75, 0.5),),
        flips=(
            Flip("evidence.photo", "row", 4.0, 2.1, "strike", None, "point"),
            Flip("sources.channel.reliability", "source", 0.5, None, None, None, "never"),
        ),
        groups=(),
        next=(
            IndicatorResult(
                "repair",
                "Repairs begin.",
                date(2024, 4, 1),
                None,
                0.52,
                0.5,
                {"crack": 0.95, "strike": 0.01, "other": 0.04},
                {"crack": 0.26, "strike": 0.64, "other": 0.10},
                0.48,
                False,
            ),
        ),
        greedy_set=("repair",),
        resolved=(),
        reference_classes=(),
        contaminated=Variant("contaminated", {"crack": 0.6, "strike": 0.32, "other": 0.08}, False),
        conflict=Conflict(-0.4, ()),
        timeline=(
            TimelinePoint(date(2024, 3, 2), ("photo",), {"crack": 0.8, "strike": 0.1, "other": 0.1}),
            TimelinePoint(date(2024, 3, 5), ("pickets",), {"crack": 0.62, "strike": 0.31, "other": 0.07}),
        ),
        advice=(),
    )
    return replace(plain, **changes)


def naming(**changes: Any) -> Naming:
    """Return the names of the sample, with some fields of its analysis replaced."""
    return Naming(case(), analysis(**changes))
