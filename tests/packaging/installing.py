"""The built package in an environment of its own, away from the source folder."""

from __future__ import annotations

import os
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.packaging.project import ROOT

# What would point an installed package back at the source folder, at another database or at other settings.
LEFT_OUT = ("PYTHON", "DJANGO", "DATABASE_URL", "RASHOMON")


def outcome(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command away from the source folder and return how it ended and what it printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(LEFT_OUT)}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0", **variables}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command away from the source folder and return what it printed; it must end well."""
    done = outcome(*command, cwd=cwd, **variables)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """An environment that holds the built package, what a lock names, and nothing else."""

    python: Path
    command: Path
    folder: Path

    def rashomon(self, *arguments: str) -> str:
        return run(self.command, *arguments, cwd=self.folder)

    def ask_python(self, program: str, **variables: str) -> str:
        return run(self.python, "-I", "-c", program, cwd=self.folder, **variables).strip()


def install(wheel: Path, lock: str, folder: Path) -> Installed:
    """Make an empty environment in the folder, with what requirements/LOCK.txt names and the wheel."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip: list[str | Path] = [python, "-m", "pip", "install", "-q"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / f"{lock}.txt", cwd=folder)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    return Installed(python, programs / "rashomon", folder)
