"""The case files of a folder, and the texts in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rashomon.casefile.limits import MOST_BYTES
from rashomon.exchange.memory import SUFFIXES, THEIRS
from rashomon.problems import UsageError

MOST_FILES = 1000
LONGEST_SLUG = 60
_CASE = re.compile(r"""^(rashomon|"rashomon"|'rashomon')\s*:|^\s*\{[^{]*?"rashomon"\s*:""", re.MULTILINE)


def case_files(named: Path) -> Iterator[Path]:
    """Yield a named file, or what looks like a case in a named folder and below it, hidden ones left out.

    Raises UsageError for what is not there.
    """
    if not named.is_dir():
        if not named.is_file():
            raise UsageError(f"there is no file or folder {named}")
        yield named
        return
    found = 0
    for path in sorted(named.rglob("*")):
        if _is_shown(path.relative_to(named)) and path.is_file() and _looks_like_a_case(path):
            found += 1
            if found > MOST_FILES:
                raise UsageError(f"{named} holds more than {MOST_FILES:,} cases: name the files")
            yield path


def _is_shown(inside: Path) -> bool:
    hidden = any(part.startswith(".") for part in inside.parts)
    return inside.suffix in SUFFIXES and not inside.stem.endswith(THEIRS) and not hidden


def _looks_like_a_case(path: Path) -> bool:
    with open(path, "rb") as file:
        return bool(_CASE.search(file.read(MOST_BYTES).decode("utf-8", "replace")))


def text_of(path: Path) -> str:
    """Return the text of a file exactly as it is; raises UsageError if it is none."""
    with open(path, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UsageError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not saved as UTF-8: save it so, and try again") from None


def slug_for(path: Path) -> str:
    """Return the name that the case of a file has in addresses; raises UsageError if none can be made."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")
    if not slug:
        raise UsageError(f"{path}: the name of the file becomes the address of the case: use Latin letters or digits")
    return slug
