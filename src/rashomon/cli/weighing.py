"""Reading and weighing for the commands that show results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from rashomon.cli.streams import write
from rashomon.cli.waiting import waiting

if TYPE_CHECKING:
    from rashomon.analysis import Analysis
    from rashomon.casefile import CaseFile
    from rashomon.explain.naming import Naming


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case file and its analysis."""

    name: str  # as given on the command line
    file: CaseFile
    analysis: Analysis

    @property
    def naming(self) -> Naming:
        """Names for the sentences."""
        from rashomon.explain.naming import Naming

        return Naming(self.file.case, self.analysis)


def weigh_file(name: str, *, as_of: date | None = None, draws: int | None = None, seed: int | None = None) -> Weighed:
    """Read and weigh a case file, with a word on standard error if it takes long."""
    from rashomon.cli.reading import read_case

    with waiting("Reading the case …") as wait:
        file = read_case(name)
        wait.say("Weighing the explanations …")
        return Weighed(name, file, _weigh(file, as_of, draws, seed))


def _weigh(file: CaseFile, as_of: date | None, draws: int | None, seed: int | None) -> Analysis:
    """Weigh, and put the advice on the file before the advice on the result."""
    from rashomon.weighing import DEFAULT_DRAWS, DEFAULT_SEED, weigh

    analysis = weigh(
        file.case,
        as_of=as_of,
        draws=DEFAULT_DRAWS if draws is None else draws,
        seed=DEFAULT_SEED if seed is None else seed,
        document_sha256=file.sha256,
    )
    placed = (advice.at(advice.place or file.locate(advice.path)) for advice in analysis.advice)
    return replace(analysis, advice=(*file.advice, *placed))


def write_json(data: Any) -> None:
    """Write JSON to standard output."""
    import json

    write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
