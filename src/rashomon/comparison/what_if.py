"""What if a number were another: settings, the case with them, and the answer before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rashomon.analysis import Posterior
from rashomon.casefile.writing import document_of
from rashomon.comparison.documents import DELETED, Document, case_from_document, replaced
from rashomon.comparison.paths import resolve_path, value_at
from rashomon.model import OTHER, Case
from rashomon.problems import UsageError

FLAGS = ("established", "one_instrument", "seen")
NUMBERS = ("widening", "weight")
_TRUE, _FALSE, _NONE = ("true", "yes"), ("false", "no"), ("none", "null", "")


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that was tried; `before` and `after` are as an author would write them ("" for none)."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer as it is and as it would be."""

    settings: tuple[Setting, ...]
    case: Case  # with the settings
    before: Posterior
    after: Posterior

    @property
    def moved(self) -> dict[str, float]:
        """Change of each probability, in [-1, 1]."""
        return {id: self.after.get(id, 0.0) - share for id, share in self.before.items()}


def parse_setting(text: str) -> tuple[str, str]:
    """Split `path=value`; raises UsageError if there is no `=`."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UsageError(f"`{text}` sets nothing: write PATH=VALUE, such as evidence.speech.likelihood.staged=40%")
    return path.strip(), value.strip()


def apply_settings(case: Case, settings: Sequence[tuple[str, str]]) -> tuple[Case, tuple[Setting, ...]]:
    """Return the case with every (path, value) set, and what each replaced.

    The value `none` takes a value out. Raises UsageError for an unknown path, CaseProblems if the case would
    no longer hold together.
    """
    document = document_of(case)
    applied = []
    for path, text in settings:
        keys = resolve_path(document, path)
        value = _value_of(path, str(keys[-1]), text)
        applied.append(Setting(path, written(value_at(document, keys)), written(value)))
        document = replaced(_with_catch_all(document, keys), keys, value)
    return case_from_document(document), tuple(applied)


def try_settings(case: Case, settings: Sequence[tuple[str, str]], *, as_of: date | None = None) -> WhatIf:
    """Weigh the case as it is and with the settings. Raises as `apply_settings` and the engine do."""
    from rashomon import compute_posterior

    changed, applied = apply_settings(case, settings)
    return WhatIf(applied, changed, compute_posterior(case, as_of=as_of), compute_posterior(changed, as_of=as_of))


def written(value: Any) -> str:
    """Write a document's value as an author would."""
    if value is None or value is DELETED:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {written(part)}" for key, part in value.items())
    return str(value)


def _value_of(path: str, name: str, text: str) -> Any:
    word = text.lower()
    if word in _NONE:
        return DELETED
    if name in FLAGS:
        return _flag(path, word)
    if name in NUMBERS:
        return _number(path, text)
    return text


def _flag(path: str, word: str) -> bool:
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise UsageError(f"`{path}` is true or false (or `none`), not `{word}`")


def _number(path: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"`{path}` is a number, such as 1.5, not `{text}`") from None


def _with_catch_all(document: Document, keys: Any) -> Document:
    """Write down the catch-all that is there by itself, so that its prior can be set."""
    hypotheses = document["hypotheses"]
    if keys[0] == "hypotheses" and keys[1] == len(hypotheses):
        return {**document, "hypotheses": [*hypotheses, {"id": OTHER, "name": "Something else"}]}
    return document
