"""The package as a stranger gets it: built, installed in an empty environment from the lock, and run.

Nothing here sees the source folder, so a template left out of the wheel or a forgotten requirement fails.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

import rashomon
from tests.packaging.installing import Installed, install, outcome, run
from tests.packaging.project import ROOT

pytestmark = pytest.mark.slow

CASE = "wagner-2023.yaml"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("library")
    shutil.copy(ROOT / "examples" / CASE, home)
    return install(wheel, "library", home)


@pytest.mark.parametrize("package", ["rashomon", "rashomon_site"])
def test_the_wheel_holds_every_file_of_the_source(wheel: Path, package: str) -> None:
    source = ROOT / "src"
    files = {path for path in (source / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    missing = {path.relative_to(source).as_posix() for path in files} - set(zipfile.ZipFile(wheel).namelist())
    assert missing == set()


def test_the_wheel_holds_the_sample_cases(wheel: Path) -> None:
    cases = {f"rashomon_site/examples/{path.name}" for path in (ROOT / "examples").glob("*.yaml")}
    assert cases - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_locked_requirements_are_all_it_needs(installed: Installed) -> None:
    assert "No broken requirements found" in run(installed.python, "-m", "pip", "check", cwd=installed.folder)


def test_it_is_the_installed_package_that_runs(installed: Installed) -> None:
    place = installed.ask_python("import rashomon; print(rashomon.__file__)")
    assert Path(place).is_relative_to(installed.folder)


def test_there_is_no_django(installed: Installed) -> None:
    assert installed.ask_python("import importlib.util as u; print(u.find_spec('django'))") == "None"


def test_a_command_of_the_site_says_what_to_install(installed: Installed) -> None:
    done = outcome(installed.command, "site", "demo", cwd=installed.folder)
    assert done.returncode != 0
    assert "rashomon[site]" in done.stderr
    assert "Traceback" not in done.stderr


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
