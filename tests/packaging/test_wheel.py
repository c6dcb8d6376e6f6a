"""The package as a stranger gets it: built, installed in an empty environment from the lock, and run.

Nothing here sees the source folder, so a template left out of the wheel or a forgotten requirement fails.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

import rashomon
from tests.packaging.project import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

CASE = "wagner-2023.yaml"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the source folder and return what it printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """An environment that holds the built package, what the lock names, and nothing else."""

    python: Path
    command: Path
    folder: Path

    def rashomon(self, *arguments: str) -> str:
        return run(self.command, *arguments, cwd=self.folder)

    def ask_python(self, program: str) -> str:
        return run(self.python, "-I", "-c", program, cwd=self.folder).strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from that archive alone."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("empty")
    venv.create(home / "venv", with_pip=True)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    install: list[str | Path] = [python, "-m", "pip", "install", "-q"]
    run(*install, "--require-hashes", "-r", ROOT / "requirements" / "run.txt", cwd=home)
    run(*install, "--no-deps", "--no-index", wheel, cwd=home)
    shutil.copy(ROOT / "examples" / CASE, home)
    return Installed(python, programs / "rashomon", home)


def test_the_locked_requirements_are_all_it_needs(installed: Installed) -> None:
    assert "No broken requirements found" in run(installed.python, "-m", "pip", "check", cwd=installed.folder)


def test_it_is_the_installed_package_that_runs(installed: Installed) -> None:
    place = installed.ask_python("import rashomon; print(rashomon.__file__)")
    assert Path(place).is_relative_to(installed.folder)


def test_there_is_no_django(installed: Installed) -> None:
    assert installed.ask_python("import importlib.util as u; print(u.find_spec('django'))") == "None"


def test_types_are_shipped(installed: Installed) -> None:
    program = "import importlib.resources as r; print(r.files('rashomon').joinpath('py.typed').is_file())"
    assert installed.ask_python(program) == "True"


def test_it_tells_its_version(installed: Installed) -> None:
    assert rashomon.__version__ in installed.rashomon("--version")


def test_it_runs_as_a_module(installed: Installed) -> None:
    assert rashomon.__version__ in run(installed.python, "-m", "rashomon", "--version", cwd=installed.folder)


def test_it_weighs_a_case_for_people(installed: Installed) -> None:
    assert "%" in installed.rashomon("weigh", CASE)


def test_it_weighs_a_case_for_programs(installed: Installed) -> None:
    answer = json.loads(installed.rashomon("weigh", CASE, "--json"))
    assert answer["engine"] == rashomon.__version__
    total = sum(entry["probability"] for entry in answer["posterior"].values())
    assert total == pytest.approx(1)


def test_it_writes_a_report_that_needs_nothing_else(installed: Installed) -> None:
    installed.rashomon("weigh", CASE, "--html", "report.html")
    page = (installed.folder / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "<style" in page
    assert "<script" not in page
    assert 'rel="stylesheet"' not in page


def test_it_prints_its_schema(installed: Installed) -> None:
    assert "$schema" in json.loads(installed.rashomon("schema"))
