"""Many articles in one run. The folder of the drafts is all that is remembered: a run goes on where one stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.cli.drafting.gathering import Broken, Found, Passed, Work
from rashomon.cli.drafting.wording import counted
from rashomon.cli.streams import without_controls
from rashomon.cli.waiting import waiting
from rashomon.drafting.failures import BadDraft, BadPage, DraftingFailure
from rashomon.drafting.keeping import is_reviewed, open_draft, write_draft
from rashomon.problems import RashomonError

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.drafting.propose.found import Reader

WRITTEN, THERE, FAILED = "written", "there", "failed"


class Run:
    """A run over many articles, and what came of each."""

    def __init__(self, reader: Reader, *, force: bool = False) -> None:
        self._reader = reader
        self._force = force
        self.outcomes: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.failures: list[tuple[str, str]] = []
        self._targets: set[Path] = set()

    def over(self, things: Iterable[Found]) -> None:
        """Draft each article; one that cannot be drafted is told at the end and ends nothing."""
        with waiting("Looking for articles …") as wait:
            for number, thing in enumerate(things, start=1):
                if isinstance(thing, Passed):
                    self.passed[thing.why] += 1
                elif isinstance(thing, Broken):
                    self._fail(thing.name, thing.why)
                else:
                    wait.say(without_controls(f"{number:,}: {thing.name}")[:79])
                    self._draft(thing)

    def _draft(self, work: Work) -> None:
        try:
            self.outcomes[self._outcome(work)] += 1
        except (DraftingFailure, RashomonError) as error:
            self._fail(work.name, str(error))
        except OSError as error:
            self._fail(work.name, error.strerror or str(error))
        except Exception as error:  # a mistake of ours on one page must not cost the others
            self._fail(work.name, f"a mistake in Rashomon ({type(error).__name__}: {error})"[:300])

    def _outcome(self, work: Work) -> str:
        if work.target in self._targets:
            raise BadPage(f"an article before it has the same name, and its draft is {work.target}")
        self._targets.add(work.target)
        digest = work.digest()
        if work.target.exists() and not self._may_replace(work, digest):
            return THERE
        draft = work.draft(self._reader)
        work.target.parent.mkdir(parents=True, exist_ok=True)
        write_draft(work.target, draft)
        return WRITTEN

    def _may_replace(self, work: Work, digest: str) -> bool:
        """Whether a draft that is there is of an older version and untouched. Raises BadDraft where it must stay."""
        if self._force:
            return True
        kept = open_draft(work.target).draft
        if kept.origin.sha256 == digest:
            return False
        if is_reviewed(kept):
            raise BadDraft(
                f"it changed since {work.target} was reviewed. That draft is left as it is; --force replaces it."
            )
        return True

    def _fail(self, name: str, why: str) -> None:
        self.outcomes[FAILED] += 1
        self.failures.append((name, why))


def show_run(page: Page, run: Run, out: object) -> None:
    """Say what came of a run."""
    for why, count in sorted(run.passed.items()):
        page.line(f"Left out, {why}: {count:,}.")
    written, there = run.outcomes[WRITTEN], run.outcomes[THERE]
    again = f", {there:,} there already" if there else ""
    failed = f", {run.outcomes[FAILED]:,} failed" if run.failures else ""
    if not run.outcomes:
        page.line("There is no article here: HTML, plain text and Markdown are read, and exports of WordPress.")
        return
    page.line(f"{counted(written, 'draft')} written to {out}{again}{failed}.")
    if run.failures:
        page.heading("Not drafted")
        for name, why in run.failures:
            page.bullet(f"{name}: {why}" if name not in why else why)
