"""What the pages are drawn with, as one digest: kept pages of an older version are never shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

import rashomon
import rashomon_site

_LIBRARY = Path(rashomon.__file__).parent
_SITE = Path(rashomon_site.__file__).parent
_FOLDERS = (
    _LIBRARY / "explain",
    _LIBRARY / "report",
    _SITE / "charts",
    _SITE / "reading",
    _SITE / "syndication",
    _SITE / "static",
    _SITE / "templates",
)
_KINDS = {".py", ".html", ".css", ".js", ".svg", ".woff2"}


@dataclass(frozen=True, slots=True)
class DrawingVersion:
    """A digest of templates, static files and the code that draws, and when the newest of them was written."""

    digest: str
    written_at: datetime


@cache
def drawing_version() -> DrawingVersion:
    """Return the version that this process draws with; it is read once."""
    digest, newest = blake2b(digest_size=12), 0.0
    for path in _files():
        digest.update(path.relative_to(path.anchor).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        newest = max(newest, path.stat().st_mtime)
    return DrawingVersion(digest.hexdigest(), datetime.fromtimestamp(newest, UTC))


def _files() -> list[Path]:
    return sorted(path for folder in _FOLDERS for path in folder.rglob("*") if path.suffix in _KINDS and path.is_file())
