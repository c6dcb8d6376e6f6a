"""The command starts at once: what the help does not need is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rashomon.cli.application import COMMANDS
from tests.library.cli.conftest import Run

HEAVY = {"django", "jinja2", "markdown_it", "numpy", "pydantic", "rich", "ruamel", "scipy", "rashomon.model"}


def imported_by(arguments: list[str]) -> set[str]:
    """Return the modules that a fresh interpreter holds after running a command."""
    program = (
        "import sys\n"
        "from rashomon.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    sys.stderr.write(' '.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["weigh", "--help"], ["what-if", "--help"], ["completion", "bash"]],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not HEAVY & imported_by(arguments)


def test_weighing_leaves_out_what_it_does_not_need(case: str) -> None:
    assert not {"scipy", "jinja2", "markdown_it", "django", "rich"} & imported_by(["weigh", case])


def test_the_help_lists_every_command_with_its_summary(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for name, entry in COMMANDS.items():
        assert f"\n  {name} " in done.out
        assert entry.summary.split()[0] in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert f"Usage: rashomon {name}" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_version_is_printed(run: Run) -> None:
    from rashomon import __version__

    assert run("--version").out == f"rashomon {__version__}\n"
