"""What a case is: typed, immutable, with no arithmetic and no files.

May depend on pydantic and the standard library only.
"""

from rashomon.model.case import (
    Author,
    Case,
    EvidenceItem,
    Group,
    Hypothesis,
    Indicator,
    Outcome,
    Parallel,
    ReferenceClass,
    Report,
    Resolution,
    Says,
    Source,
)
from rashomon.model.quantity import PROBABILITY_WORDS, RELATION_WORDS, Quantity, Relatedness, nearest_word

OTHER = "other"
"""Reserved id of the catch-all hypothesis ("something else")."""

__all__ = [
    "OTHER",
    "PROBABILITY_WORDS",
    "RELATION_WORDS",
    "Author",
    "Case",
    "EvidenceItem",
    "Group",
    "Hypothesis",
    "Indicator",
    "Outcome",
    "Parallel",
    "Quantity",
    "ReferenceClass",
    "Relatedness",
    "Report",
    "Resolution",
    "Says",
    "Source",
    "nearest_word",
]
