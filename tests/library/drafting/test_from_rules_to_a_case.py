"""What the rules find becomes a case, and what a person then fills in can be checked and weighed by the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.drafting.items import ItemKind
from rashomon.drafting.pipeline import draft_document, rules_reader
from rashomon.drafting.review.casemaking import case_text
from rashomon.drafting.review.decisions import accept
from tests.library.drafting.drafts import LAMP, ORIGIN


def drafted_case() -> str:
    """Return the case of LAMP with everything accepted that the rules found."""
    found = draft_document(LAMP, ORIGIN, (), rules_reader())
    assert {ItemKind.EXPLANATION, ItemKind.PREDICTION, ItemKind.PARALLEL} <= {item.kind for item in found.items}
    return case_text(accept(found, [item.id for item in found.items]))


def filled_in(text: str) -> str:
    """Write a row below each statement, as a person would."""
    ids = re.findall(r"^  - id: (\S+)$", text[text.index("hypotheses:") : text.index("sources:")], re.M)
    row = ", ".join(f"{one}: 50%" for one in ids)
    return re.sub(r"^(    statement: .*(?:\n      .*)*)$", rf"\1\n    likelihood: {{{row}}}", text, flags=re.M)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str]:
    """Return the exit code of a command, and what it printed."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    return ended.value.code, printed.out + printed.err


def test_the_check_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lamp.yaml"
    path.write_text(drafted_case(), encoding="utf-8")
    code, output = run(capsys, "check", str(path))
    assert code == 1
    assert output.count("has no `likelihood`") == drafted_case().count("    statement: ")


@pytest.mark.parametrize("command", ["check", "weigh"])
def test_with_its_rows_it_is_taken(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lamp.yaml"
    path.write_text(filled_in(drafted_case()), encoding="utf-8")
    code, output = run(capsys, command, str(path))
    assert code in (0, None), output
