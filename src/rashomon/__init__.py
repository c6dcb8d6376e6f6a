"""Rashomon weighs rival explanations of an event.

>>> import rashomon
>>> case = rashomon.read_casefile("examples/wagner-2023.yaml").case
>>> analysis = rashomon.weigh(case)
>>> analysis.leaders
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rashomon.analysis import Analysis
    from rashomon.casefile import CaseFile, read_case_text, read_casefile
    from rashomon.model import Case
    from rashomon.problems import (
        Advice,
        CaseProblems,
        ImpossibleError,
        Problem,
        RashomonError,
        TooComplexError,
        UsageError,
    )
    from rashomon.weighing import compute_posterior, weigh

# Names are imported when first used: `rashomon --help` must not wait for NumPy.
_HOMES = {
    "Advice": "rashomon.problems",
    "Analysis": "rashomon.analysis",
    "Case": "rashomon.model",
    "CaseFile": "rashomon.casefile",
    "CaseProblems": "rashomon.problems",
    "ImpossibleError": "rashomon.problems",
    "Problem": "rashomon.problems",
    "RashomonError": "rashomon.problems",
    "TooComplexError": "rashomon.problems",
    "UsageError": "rashomon.problems",
    "compute_posterior": "rashomon.weighing",
    "read_case_text": "rashomon.casefile",
    "read_casefile": "rashomon.casefile",
    "weigh": "rashomon.weighing",
}

__all__ = [
    "Advice",
    "Analysis",
    "Case",
    "CaseFile",
    "CaseProblems",
    "ImpossibleError",
    "Problem",
    "RashomonError",
    "TooComplexError",
    "UsageError",
    "__version__",
    "compute_posterior",
    "read_case_text",
    "read_casefile",
    "weigh",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'rashomon' has no attribute '{name}'")
