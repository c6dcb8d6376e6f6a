"""Two cases side by side: what another number would change, and what a revision changed.

Works on typed cases and on plain documents; needs the engine for posteriors, and imports it late.
"""

from __future__ import annotations

from rashomon.comparison.attribution import Comparison, Step, compare_cases
from rashomon.comparison.differences import Difference, find_differences
from rashomon.comparison.documents import case_from_document
from rashomon.comparison.paths import known_paths, resolve_path, value_at
from rashomon.comparison.what_if import Setting, WhatIf, apply_settings, parse_setting, try_settings

__all__ = [
    "Comparison",
    "Difference",
    "Setting",
    "Step",
    "WhatIf",
    "apply_settings",
    "case_from_document",
    "compare_cases",
    "find_differences",
    "known_paths",
    "parse_setting",
    "resolve_path",
    "try_settings",
    "value_at",
]
