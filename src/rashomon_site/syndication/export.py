"""Write the whole site as files that outlive the server: they open from a disk and from any place on any web host."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from rashomon import __version__ as engine
from rashomon_site.cases.models import PublishedCase
from rashomon_site.syndication.export_addresses import file_of, live, place, relative
from rashomon_site.syndication.export_pages import ExportFailed, Say, Walk
from rashomon_site.syndication.export_rewriting import Link, rewritten_css, rewritten_html

MARK = "export.json"
FORMAT = "rashomon-export"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written and what was not."""

    directory: Path
    pages: int
    files: int
    unpublished: int
    missing: tuple[str, ...]
    outside: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{self.directory}: {self.pages:,} pages and {self.files:,} other files."]
        if self.unpublished:
            lines.append(f"Left out: {self.unpublished:,} cases that are not published, and every draft.")
        if self.outside:
            lines.append(f"Linked on the live site, since they need it: {_some(self.outside)}.")
        if self.missing:
            lines.append(f"Links that lead nowhere on the live site either: {_some(self.missing)}.")
        lines.append("Search, and trying one’s own numbers, need the live site; the pages say so.")
        return "\n".join(lines)


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def export_site(directory: Path | str, progress: Say) -> ExportReport:
    """Write every public page and file; an earlier export in `directory` is replaced once all is written.

    Raises ExportFailed for a folder that holds anything else, and if a page cannot be made.
    """
    target = Path(directory).resolve()
    _check(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.new-"))
    try:
        walk = Walk(staging, progress)
        walk.run()
        _rewrite(walk)
        _mark(staging)
        staging.chmod(0o755)
        _put_in_place(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _report(target, walk)


def _check(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise ExportFailed(f"{target} is a file. Name a folder.")
    if target.is_dir() and any(target.iterdir()) and not _is_export(target):
        raise ExportFailed(f"{target} holds other files, which an export would replace. Name an empty or a new folder.")


def _is_export(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MARK).read_text(encoding="utf-8"))["format"] == FORMAT)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _mark(folder: Path) -> None:
    says = {"format": FORMAT, "site": settings.SITE_URL, "engine": engine}
    (folder / MARK).write_text(json.dumps(says, indent=2) + "\n", encoding="utf-8")


def _rewrite(walk: Walk) -> None:
    """Make the links of every page and style sheet relative; this waits until it is known what there is."""
    for address, kind in walk.kinds.items():
        name = file_of(address)
        path = walk.folder / name
        if kind == "text/html":
            text = rewritten_html(path.read_text(encoding="utf-8"), _linker(walk, address, name), live(address))
        elif kind == "text/css":
            text = rewritten_css(path.read_text(encoding="utf-8"), _linker(walk, address, name))
        else:
            continue
        path.write_text(text, encoding="utf-8")


def _linker(walk: Walk, page: str, name: str) -> Link:
    """Return what turns a link on the page into one between files."""

    def link(written: str) -> str:
        found = None if written.startswith(("#", "data:", "mailto:")) else place(page, written)
        if not written or found is None:
            return written
        address, fragment = found
        target = walk.file(address)
        if target:
            return relative(name, target, fragment or walk.fragments.get(address, ""))
        return live(address) + (f"#{fragment}" if fragment else "")

    return link


def _put_in_place(staging: Path, target: Path) -> None:
    """Swap the folders by renaming, so that at no time half an export stands there."""
    if not target.exists():
        staging.rename(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.old-"))
    try:
        os.replace(target, old)
        try:
            os.replace(staging, target)
        except OSError:
            os.replace(old, target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _report(target: Path, walk: Walk) -> ExportReport:
    pages = sum(kind == "text/html" for kind in walk.kinds.values())
    return ExportReport(
        directory=target,
        pages=pages,
        files=len(walk.kinds) - pages,
        unpublished=PublishedCase.objects.filter(published_revision=None).count(),
        missing=tuple(sorted(walk.missing)),
        outside=tuple(sorted({address.partition("?")[0] for address in walk.outside})),
    )


__all__ = ["ExportFailed", "ExportReport", "export_site"]
