"""The lock files: versions and hashes for all that is declared, in agreement, and no address."""

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.packaging.project import ROOT, extra_requirements, group_requirements, library_requirements, locked

LOCKS = sorted(path.stem for path in (ROOT / "requirements").glob("*.txt"))
STALE = "requirements/{}.txt does not hold {}: run make lock"


def assert_locked(requirements: list[Requirement], name: str) -> None:
    pins = locked(name)
    for requirement in requirements:
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin is not None, STALE.format(name, requirement)
        assert Version(pin.version) in requirement.specifier, STALE.format(name, requirement)


def test_the_locks_are_these() -> None:
    assert LOCKS == ["build", "library", "library-bench", "library-test", "lock", "site", "site-test"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("name", LOCKS)
def test_each_locked_package_has_a_version_and_hashes(name: str) -> None:
    pins = locked(name)
    assert pins
    assert [package for package, pin in pins.items() if not pin.version or not pin.hashes] == []


def test_what_the_library_needs_is_locked() -> None:
    assert_locked(library_requirements() + extra_requirements("fast"), "library")


@pytest.mark.parametrize("name", ["site", "site-test"])
def test_what_the_site_needs_is_locked(name: str) -> None:
    assert_locked(library_requirements() + extra_requirements("fast", "site"), name)


@pytest.mark.parametrize("name", ["library-test", "library-bench", "site-test"])
def test_the_language_model_is_locked_and_genuine(name: str) -> None:
    assert_locked(extra_requirements("drafting-model"), name)
    assert [package for package, pin in locked(name).items() if pin.version == "999.9.9"] == []


@pytest.mark.parametrize("name", ["build", "library-test", "library-bench", "site-test", "lock"])
def test_what_a_group_needs_is_locked(name: str) -> None:
    assert_locked(group_requirements(name), name)


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        ("library", "library-test"),
        ("library-test", "library-bench"),
        ("library-test", "site-test"),
        ("library", "site"),
        ("site", "site-test"),
        ("build", "library-test"),
    ],
)
def test_one_environment_can_hold_both(smaller: str, larger: str) -> None:
    small, large = locked(smaller), locked(larger)
    assert {name: large.get(name) for name in small} == small


@pytest.mark.parametrize("name", ["library", "library-test", "library-bench"])
def test_the_library_is_locked_without_django_or_torch(name: str) -> None:
    assert {"django", "torch"} & locked(name).keys() == set()
