"""The case files that a local site shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

SUFFIXES = {".yaml", ".yml", ".json"}
MOST_FILES = 1000


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """Folders and files as named by the user, and the folder in which the site's data is kept."""

    named: tuple[Path, ...]
    root: Path

    @classmethod
    def of(cls, named: tuple[Path, ...]) -> CaseFolder:
        """Take what was named; raises click.UsageError for what does not exist."""
        for path in named:
            if not path.exists():
                raise click.UsageError(f"there is no file or folder {path}")
        first = named[0].resolve()
        return cls(named, first if first.is_dir() else first.parent)

    def files(self) -> Iterator[Path]:
        """Yield every case file there now, folders with what lies in them, hidden ones left out."""
        found = 0
        for path in self.named:
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if self._is_case(file, path) and found < MOST_FILES:
                    found += 1
                    yield file

    def shown(self, path: Path) -> str:
        """Return a file's name for people: without the way to the folder, where it lies inside."""
        absolute = path.resolve()
        return str(absolute.relative_to(self.root)) if absolute.is_relative_to(self.root) else str(path)

    @staticmethod
    def _is_case(file: Path, named: Path) -> bool:
        inside = file.relative_to(named).parts if named.is_dir() else ()
        return file.suffix.lower() in SUFFIXES and file.is_file() and not any(p.startswith(".") for p in inside)
