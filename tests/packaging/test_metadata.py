"""The package says the right things of itself, once."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import rashomon
from tests.packaging.project import (
    ROOT,
    extra_requirements,
    extras,
    group_requirements,
    library_requirements,
    pyproject,
)


def test_the_installed_version_is_the_one_in_the_source() -> None:
    assert metadata.version("rashomon") == rashomon.__version__


def test_the_version_is_in_its_plainest_form() -> None:
    assert str(Version(rashomon.__version__)) == rashomon.__version__


def test_the_changelog_opens_with_this_version_or_with_what_is_to_come() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\S+)", changelog, flags=re.MULTILINE)
    assert first is not None
    assert first[1] in {rashomon.__version__, "Unreleased"}


def test_the_metadata_names_licence_python_and_typing() -> None:
    about = metadata.metadata("rashomon")
    assert about["License-Expression"] == "Apache-2.0"
    assert about["Requires-Python"] == ">=3.11"
    assert "Typing :: Typed" in about.get_all("Classifier", [])


def test_the_metadata_names_what_the_library_needs_and_nothing_else() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in library_requirements()}
    lines = [line for line in metadata.requires("rashomon") or [] if "extra ==" not in line]
    assert {canonicalize_name(Requirement(line).name) for line in lines} == declared


def test_the_command_is_installed() -> None:
    (command,) = metadata.entry_points(group="console_scripts", name="rashomon")
    assert command.value == "rashomon.cli:main"


def test_the_licence_is_the_whole_text() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


@pytest.mark.parametrize(
    "requirement",
    sorted({requirement.name for requirement in library_requirements() + extra_requirements(*extras())})
    + sorted(
        {requirement.name for group in pyproject()["dependency-groups"] for requirement in group_requirements(group)}
    ),
)
def test_each_dependency_has_its_reason(requirement: str) -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{re.escape(requirement)}` \|", reasons, flags=re.MULTILINE), (
        f"docs/dependencies.md has no row for {requirement}: what it is for, and why this one"
    )
