"""A reader's answer beside the editors', and what makes the difference, ready for the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon import compute_posterior
from rashomon.analysis import Posterior
from rashomon.comparison import apply_settings
from rashomon.explain.axes import axis_top
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention
from rashomon.explain.words import percent, short_percent, signed_points
from rashomon.model import Case
from rashomon.problems import CaseProblems, ImpossibleError, RashomonError
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.reading.compare.entered import Entered
from rashomon_site.reading.compare.settings import Setting, settings_of
from rashomon_site.reading.compare.shares_of_gap import Shares, share_out

KEPT_IN_MEMORY = 32
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """One explanation: the editors' answer and the reader's."""

    hypothesis: Mention
    editors: float
    reader: float
    editors_words: str
    reader_words: str
    change: str

    @property
    def editors_short(self) -> str:
        """The editors' probability where there is no room for words."""
        return short_percent(self.editors)

    @property
    def reader_short(self) -> str:
        """The same for the reader's."""
        return short_percent(self.reader)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader's numbers come to; `trouble` says why there is no answer, and what to do."""

    rows: tuple[Row, ...] = ()
    top: float = 1.0
    settings: tuple[Setting, ...] = ()
    shares: Shares | None = None
    trouble: str = ""

    @property
    def widest(self) -> Row:
        """The explanation on which the two differ most."""
        return max(self.rows, key=lambda row: abs(row.reader - row.editors))

    @property
    def moved(self) -> bool:
        """Whether any probability differs."""
        return any(abs(row.reader - row.editors) > TIE for row in self.rows)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _typed(revision_pk: int, sha256: str, engine: str) -> Naming:
    revision = CaseRevision.objects.get(pk=revision_pk)
    return Naming(case_of(revision), analysis_of(revision))


def naming_of(revision: CaseRevision) -> Naming:
    """Return the typed case of a revision with its stored analysis, kept in memory: revisions never change."""
    from rashomon import __version__

    return _typed(revision.pk, revision.document_sha256, __version__)


def answer_of(naming: Naming, entered: Entered, *, explained: bool = True) -> Answer:
    """Return both answers, `explained` with what makes the difference.

    Never raises: numbers that leave nothing possible come back as trouble.
    """
    before = naming.analysis.posterior
    if not entered.is_changed and not entered.blind:
        return Answer(*_rows(naming, before, before))
    settings = settings_of(entered)
    try:
        case, _ = apply_settings(naming.case, settings)
        after = compute_posterior(case)
    except ImpossibleError as error:
        return Answer(trouble=impossible(naming, error))
    except CaseProblems as error:
        return Answer(trouble="; ".join(f"{p.message}: {p.fix}" for p in error.problems[:3]))
    except RashomonError as error:
        return Answer(trouble=str(error))
    answer = Answer(*_rows(naming, before, after), tuple(settings))
    return replace(answer, shares=_shares(naming.case, case, answer)) if explained else answer


def impossible(naming: Naming, error: ImpossibleError) -> str:
    """Say which explanations the reader's zeros exclude."""
    names = [f"{naming.hypothesis(key).mark} ({naming.hypothesis(key).name})" for key in error.excluded_by]
    return (
        f"Your numbers leave no explanation possible: a 0 or 100 excludes each of {', '.join(names)}. "
        "Put a number above 0 and below 100 in one of those cells."
    )


def _rows(naming: Naming, before: Posterior, after: Posterior) -> tuple[tuple[Row, ...], float]:
    rows = tuple(
        Row(
            naming.hypothesis(key),
            before[key],
            after[key],
            percent(before[key]),
            percent(after[key]),
            signed_points(after[key] - before[key]),
        )
        for key in before
    )
    return rows, axis_top(max(*before.values(), *after.values()), 0.2)


def _shares(editors: Case, reader: Case, answer: Answer) -> Shares | None:
    return share_out(editors, reader, answer.widest.hypothesis.id) if answer.moved else None
