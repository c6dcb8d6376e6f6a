"""Cases from and to other tools: consistency matrices (ACH), CSV, BIF, JSON and schema.org's JSON-LD.

Import reads text and returns cases; export takes a case, and where it helps its analysis, and returns text.
Nothing here opens a file.
"""

from __future__ import annotations

from rashomon.interchange.bayesian_network import case_to_bif
from rashomon.interchange.consistency import Comparison, Reading, compare_readings, read_ach_csv
from rashomon.interchange.linked_data import case_to_json_ld
from rashomon.interchange.matrix import case_to_csv_matrix
from rashomon.model import Case

__all__ = [
    "Comparison",
    "Reading",
    "case_to_bif",
    "case_to_csv_matrix",
    "case_to_json",
    "case_to_json_ld",
    "compare_readings",
    "read_ach_csv",
]


def case_to_json(case: Case) -> str:
    """Return the case as its own JSON document: the same structure as the YAML, ready to be read back."""
    from rashomon.casefile import case_to_json as write

    return write(case)
