"""The bundle of the editor, its versions, its licences and the lock file that it was made from agree."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
VENDORED = ROOT / "src/rashomon_site/static/vendor/codemirror"
RECIPE = ROOT / "scripts/vendor-editor"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_bundle_is_the_one_that_was_built() -> None:
    bundle = (VENDORED / "codemirror.min.js").read_bytes()
    assert sha256(bundle).hexdigest() == read(VENDORED / "versions.json")["sha256"]


def test_the_versions_are_those_of_the_lock_file() -> None:
    locked = read(RECIPE / "package-lock.json")["packages"]
    versions = read(VENDORED / "versions.json")["packages"]
    assert versions == {name: locked[f"node_modules/{name}"]["version"] for name in versions}


def test_what_is_asked_for_is_pinned_exactly() -> None:
    versions = read(VENDORED / "versions.json")["packages"]
    asked = read(RECIPE / "package.json")["dependencies"]
    assert asked == {name: versions[name] for name in asked}


def test_the_lock_file_holds_hashes_and_no_address() -> None:
    text = (RECIPE / "package-lock.json").read_text(encoding="utf-8")
    packages = [entry for name, entry in json.loads(text)["packages"].items() if name]
    assert "://" not in text
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)


def test_every_package_inside_has_its_licence() -> None:
    licences = (VENDORED / "LICENSES.txt").read_text(encoding="utf-8")
    versions = read(VENDORED / "versions.json")["packages"]
    assert [name for name, version in versions.items() if f"{name} {version} (MIT)" not in licences] == []


def test_the_bundle_makes_no_code_from_text_and_asks_no_other_host() -> None:
    bundle = (VENDORED / "codemirror.min.js").read_text(encoding="utf-8")
    assert "eval(" not in bundle
    assert "new Function" not in bundle
    assert set(bundle.split("://")[1:]) == {
        part for part in bundle.split("://")[1:] if part.startswith("www.w3.org/2000/svg")
    }
