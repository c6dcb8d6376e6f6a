"""`rashomon review NAME.draft.json`: a person decides about each item of a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.arguments import file_argument

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.session import Session


@click.command("review")
@file_argument("named", "a draft", metavar="DRAFT")
@click.option("-o", "--output", metavar="PATH", help="Where to write the case: NAME.yaml if left out.")
@click.option("--accept", metavar="IDS", help="Accept these items, such as i1,i2, and ask nothing.")
@click.option("--reject", metavar="IDS", help="Reject these items, and ask nothing.")
@click.option("--accept-all", is_flag=True, help="Accept every item that still waits, and ask nothing.")
def command(named: str, output: str | None, accept: str | None, reject: str | None, accept_all: bool) -> int:
    """Decide about each item of a draft; when none waits any more, write the case.

    Shows each item in the words around it, and every sentence that no item uses. One key is one decision, and is
    saved at once: stop whenever you like, and go on later. Where there is no terminal, keys are read from standard
    input, one a line, each with what it asks for behind it, such as `m i3`.
    """
    from rashomon.cli.page import open_page
    from rashomon.cli.reviewing.scripted import decide_as_told
    from rashomon.cli.reviewing.session import Session
    from rashomon.cli.texts import refuse_existing
    from rashomon.drafting.keeping import open_draft
    from rashomon.problems import UsageError

    if named == "-":
        raise UsageError("a review is saved as it goes on: name a draft in a file")
    refuse_existing(output)
    session = Session(open_draft(Path(named)))
    page = open_page()
    if accept is not None or reject is not None or accept_all:
        decide_as_told(session, page, accept or "", reject or "", accept_all)
    else:
        _ask(session, page)
    return _end(session, page, output)


def _ask(session: Session, page: Page) -> None:
    from rashomon.cli.reviewing.asking import Lines, Terminal
    from rashomon.cli.reviewing.loop import hold_review

    if sys.stdin.isatty():
        with Terminal() as terminal:
            hold_review(session, page, terminal)
    else:
        hold_review(session, page, Lines())


def _end(session: Session, page: Page, output: str | None) -> int:
    """Write the case if nothing waits, else say what does."""
    from rashomon.cli.drafting.wording import counted
    from rashomon.cli.reviewing.screen import show_summary
    from rashomon.cli.texts import write_text
    from rashomon.drafting.items import ItemKind, State
    from rashomon.drafting.review.casemaking import case_text

    page.blank()
    show_summary(page, session.draft)
    if waiting := len(session.draft.unconfirmed):
        page.line(f"{counted(waiting, 'item waits', 'items wait')} for a decision; what you decided is saved.")
        page.line(f"Go on: rashomon review {session.kept.path}")
        return 0
    target = output or str(case_path(session.kept.path))
    if output is None and Path(target).exists():
        page.line(f"{target} is there already, and is left as it is; -o writes the case to another file.")
        return 0
    write_text(case_text(session.draft), target)
    if not any(item.kind == ItemKind.EXPLANATION and item.state == State.ACCEPTED for item in session.draft.items):
        page.line("No explanation was accepted: add some to the case, or make one of any sentence with x.", "careful")
    if target != "-":
        page.line(f"Next: fill in the numbers, with the help of rashomon check {target}")
    return 0


def case_path(draft: Path) -> Path:
    """Return where the case of a draft goes: lamp.draft.json becomes lamp.yaml."""
    from rashomon.drafting.keeping import ENDING

    return draft.with_name(f"{draft.name.removesuffix(ENDING).removesuffix('.json')}.yaml")
