"""A way to run a command as `main` does, and a small case to run it on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rashomon.cli import main

CASE = """\
rashomon: 1
question: Who took the last biscuit?
as_of: 2024-03-10
hypotheses:
  - {id: cat, name: The cat, prior: 30%}
  - {id: dog, name: The dog, prior: 70%}
sources:
  - {id: child, name: A child, grade: C}
evidence:
  - id: crumbs
    statement: Crumbs lay on the shelf.
    established: true
    on: 2024-03-09
    likelihood: {cat: likely, dog: 5%}
  - id: seen
    statement: The dog was seen.
    likelihood: {cat: 10%, dog: 60-80%}
    reports:
      - {id: r1, source: child, on: 2024-03-10}
indicators:
  - {id: paw, statement: A paw print is found., by: 2024-04-01, likelihood: {cat: 20%, dog: 60%}}
"""
EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def case(tmp_path: Path) -> str:
    """Return the path of a small case."""
    path = tmp_path / "biscuit.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command in this process, in a folder of its own."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str, stdin: str | bytes = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ending:
            main(arguments)
        captured = capsys.readouterr()
        code = ending.value.code
        assert isinstance(code, int)
        return Done(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def run_apart(tmp_path: Path) -> Run:
    """Return a function that runs a command in a process of its own, with an environment of its own."""

    def run_command(*arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "rashomon", *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ.get("PATH", ""), "COLUMNS": "80"} | environment,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run_command
