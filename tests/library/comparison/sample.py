"""A small case that uses most of the format."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from rashomon.model import Case

DOCUMENT: dict[str, Any] = {
    "rashomon": 1,
    "question": "Why did the column turn back?",
    "as_of": "2023-06-30",
    "hypotheses": [
        {"id": "bargain", "name": "A genuine mutiny", "prior": "45-65%"},
        {"id": "staged", "name": "Staged from the start", "prior": "unlikely"},
        {"id": "smoke-screen", "name": "Cover for moving the force", "prior": "5%"},
    ],
    "sources": [
        {"id": "columnist", "name": "A columnist", "grade": "C"},
        {"id": "social", "name": "Posts", "reliability": "5-25%"},
        {"id": "state-tv", "name": "State television", "grade": "D", "says_regardless": 0.9},
        {
            "id": "gauge",
            "name": "A camera",
            "hit_rate": 0.95,
            "false_alarm_rate": 0.01,
            "one_instrument": True,
        },
    ],
    "evidence": [
        {
            "id": "aircraft-lost",
            "statement": "Several aircraft were shot down.",
            "on": "2023-06-24",
            "likelihood": {"bargain": "likely", "staged": "2-10%", "smoke-screen": "5%"},
            "reports": [
                {"id": "r1", "source": "columnist", "on": "2023-06-25"},
                {"id": "r2", "source": "social", "via": "r1"},
                {"id": "r3", "source": "state-tv", "says": "silent"},
                {"id": "r4", "source": "columnist", "via": "r2", "copy": 0.5},
            ],
        },
        {
            "id": "speech",
            "statement": "The president called it treason.",
            "established": True,
            "given": "aircraft-lost",
            "likelihood": {"bargain": "almost certain", "staged": "likely", "smoke-screen": "likely"},
        },
        {
            "id": "charges-dropped",
            "statement": "The charges were dropped.",
            "established": True,
            "likelihood": {"bargain": "70%", "staged": "60-80%", "smoke-screen": "60%"},
        },
        {
            "id": "moved-abroad",
            "statement": "The force was offered a camp abroad.",
            "established": True,
            "likelihood": {"bargain": "1x", "staged": "1x", "smoke-screen": "2-6x"},
        },
    ],
    "groups": [{"id": "the-deal", "items": ["charges-dropped", "moved-abroad"], "related": "loosely"}],
    "indicators": [
        {
            "id": "purge",
            "statement": "Three generals are dismissed.",
            "likelihood": {"bargain": "70%", "staged": "40%", "smoke-screen": "20%"},
        }
    ],
}


def sample_document() -> dict[str, Any]:
    """Return a copy to change."""
    return deepcopy(DOCUMENT)


def sample_case() -> Case:
    """Return the case."""
    return Case.model_validate(sample_document())
