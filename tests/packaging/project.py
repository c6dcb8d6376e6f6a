"""What the project says of itself, read from the folder the tests run in."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def pyproject() -> dict[str, Any]:
    """Return pyproject.toml as tables."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def library_requirements() -> list[Requirement]:
    """Return what the library itself needs."""
    return [Requirement(line) for line in pyproject()["project"]["dependencies"]]


def extras() -> list[str]:
    """Return the names of the extras."""
    return list(pyproject()["project"]["optional-dependencies"])


def extra_requirements(*names: str) -> list[Requirement]:
    """Return what these extras add to the library, with the extras that they include."""
    declared = pyproject()["project"]["optional-dependencies"]
    lines = [Requirement(line) for name in names for line in declared[name]]
    within = [extra for line in lines if line.name == "rashomon" for extra in sorted(line.extras)]
    return [line for line in lines if line.name != "rashomon"] + (extra_requirements(*within) if within else [])


def group_requirements(group: str) -> list[Requirement]:
    """Return what a dependency group needs, with the groups it includes."""
    return list(_group(pyproject()["dependency-groups"], group))


def _group(groups: dict[str, list[Any]], name: str) -> Iterator[Requirement]:
    for entry in groups[name]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from _group(groups, entry["include-group"])


@dataclass(frozen=True)
class Pin:
    """One locked package: its version, and how many hashes it may be checked against."""

    version: str
    hashes: int


def locked(name: str) -> dict[str, Pin]:
    """Return the packages of requirements/NAME.txt by canonical name."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    pins: dict[str, Pin] = {}
    for block in blocks:
        requirement, _, _ = block.partition(" ")
        package, _, version = requirement.partition("==")
        pins[canonicalize_name(package)] = Pin(version, block.count("--hash=sha256:"))
    return pins
