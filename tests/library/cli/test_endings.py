"""Whatever happens ends in a sentence and the right exit code, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.library.cli.conftest import Run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["wiegh", "x.yaml"], "did you mean `weigh`"),
        (["weigh"], "Name a case file"),
        (["weigh", "nope.yaml"], "does not exist"),
        (["weigh", "."], "is a folder"),
        (["weigh", "biscuit.yaml", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["weigh", "biscuit.yaml", "--draws", "100"], "power of two"),
        (["weigh", "biscuit.yaml", "--nonsense"], "No such option"),
        (["weigh", "biscuit.yaml", "--html", "other.yaml"], "looks like data"),
        (["weigh", "biscuit.yaml", "--html", "no/such/folder.html"], "no folder no/such"),
        (["why", "biscuit.yaml", "cta"], "did you mean `cat`"),
        (["why", "biscuit.yaml", "seen", "--as-of", "2024-03-09"], "not known yet"),
        (["what-if", "biscuit.yaml"], "--set"),
        (["what-if", "biscuit.yaml", "--set", "widening"], "PATH=VALUE"),
        (
            ["what-if", "biscuit.yaml", "--set", "hypotheses.cta.prior=1%"],
            "did you mean `hypotheses.cat.prior`",
        ),
        (["compare", "-", "-"], "once only"),
        (["compare", "biscuit.yaml"], "NEW"),
        (["import", "nope.csv"], "There is no file nope.csv"),
        (["export", "biscuit.yaml"], "--format"),
        (["export", "biscuit.yaml", "--format", "xml"], "json-ld"),
        (["export", "biscuit.yaml", "--format", "json", "-o", "biscuit.yaml"], "exists already"),
        (["completion", "tcsh"], "bash"),
        (["biscuit.yaml"], "rashomon weigh biscuit.yaml"),
    ],
)
def test_wrong_use_is_worded_and_ends_with_2(run: Run, case: str, arguments: list[str], words: str) -> None:
    assert case.endswith("biscuit.yaml")
    done = run(*arguments)
    assert done.code == 2, done.err
    assert words in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "- a\n- b\n",
        "rashomon: 1\n",
        "rashomon: 99\nquestion: Why?\n",
        "\x00",
        "a: &a [*a]",
        "\xff" * 10,
        "{}" * 999,
    ],
)
@pytest.mark.parametrize("command", [["check"], ["weigh"], ["next"], ["export", "--format", "json"]])
def test_a_broken_file_shows_problems_and_ends_with_1(run: Run, text: str, command: list[str]) -> None:
    done = run(*command, "-", stdin=text)
    assert done.code == 1
    assert "problem" in done.out + done.err
    assert "Traceback" not in done.err


def test_what_is_not_utf_8_is_a_problem(run: Run) -> None:
    done = run("weigh", "-", stdin=b"question: caf\xe9\n")
    assert done.code == 1
    assert "UTF-8" in done.err


def test_evidence_that_excludes_everything_is_a_problem(run: Run, case: str) -> None:
    text = Path(case).read_text(encoding="utf-8").replace("cat: likely, dog: 5%", "cat: 0, dog: 0")
    for command in ("weigh", "check"):
        done = run(command, "-", stdin=text)
        assert done.code == 1
        assert "every explanation is excluded" in (done.out + done.err).lower()


def test_check_looks_at_every_file_that_can_be_read(run: Run, case: str) -> None:
    Path("bad.yaml").write_text("rashomon: 1\n", encoding="utf-8")
    assert run("check", case, case).code == 0
    assert run("check", case, "bad.yaml").code == 1
    done = run("check", case, "nope.yaml", "bad.yaml")
    assert done.code == 2
    assert "biscuit.yaml: no problems" in done.out
    assert "bad.yaml: " in done.out


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_worded(run: Run, case: str) -> None:
    os.chmod(case, 0)
    done = run("weigh", case)
    assert done.code == 2
    assert "ermission" in done.err


def test_a_forbidden_output_is_worded(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.open

    def forbid(file: object, mode: str = "r", *args: object, **kwargs: object) -> object:
        if "x" in mode:
            raise PermissionError(13, "Permission denied", file)
        return real(file, mode, *args, **kwargs)  # type: ignore[call-overload] # stands in for every form of open

    monkeypatch.setattr(builtins, "open", forbid)
    done = run("export", case, "--format", "json", "-o", "out.json")
    assert done.code == 2
    assert "There is no permission to open out.json" in done.err


def test_a_mistake_of_ours_is_called_one(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import rashomon.weighing

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nobody")

    monkeypatch.setattr(rashomon.weighing, "weigh", fail)
    done = run("weigh", case)
    assert done.code == 70
    assert "a mistake in Rashomon" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("RASHOMON_TRACEBACK", "1")
    assert "Traceback" in run("weigh", case).err


def test_a_closed_pipe_is_quiet(case: str) -> None:
    """The reading end is closed before the command starts, so that its first word meets a closed pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "rashomon", "weigh", case],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_worded(case: str, unbuffered: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rashomon", "weigh", case],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_ends_with_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "rashomon", "new", "never.yaml"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has them ignore Ctrl-C, and children would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    assert process.stderr is not None
    first = process.stderr.readline()  # it has begun to ask
    assert b"Ctrl-C" in first
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not (tmp_path / "never.yaml").exists()
