"""The articles of a folder or of a WordPress export, one after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.cli.drafting.exports import is_export
from rashomon.cli.drafting.inputs import bytes_of, page_of_bytes
from rashomon.cli.drafting.targets import safe_name
from rashomon.drafting.keeping import ENDING

if TYPE_CHECKING:
    from rashomon.drafting.draft import Draft
    from rashomon.drafting.propose.found import Reader

ARTICLES = {"", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".xml"}
"""Endings of files in a folder that are read; what they hold decides how."""


@dataclass(frozen=True, slots=True)
class Work:
    """One article to be drafted: how it is called, where its draft goes, and how it is made."""

    name: str
    target: Path
    digest: Callable[[], str]
    draft: Callable[[Reader], Draft]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that is no article for us, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that should have been an article, and what is wrong."""

    name: str
    why: str


Found = Work | Passed | Broken


def in_folder(folder: Path, out: Path) -> Iterator[Found]:
    """Yield the articles of a folder and of those in it, by name; hidden files and drafts are left alone."""
    for path in _files(folder, out):
        inside = path.relative_to(folder)
        if path.suffix.lower() not in ARTICLES:
            yield Passed("files of other kinds")
            continue
        try:
            export = path.is_file() and is_export(path)
        except OSError as error:
            yield Broken(str(path), error.strerror or str(error))
            continue
        target = out / inside
        if export:
            yield from in_export(path, target)
        else:
            yield Work(str(path), target.with_name(f"{target.name}{ENDING}"), partial(_digest, path), _drafted(path))


def _files(folder: Path, out: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (Path(here) / name).resolve() != out.resolve()
        )
        yield from (Path(here) / name for name in sorted(files) if not name.startswith(".") and not _is_ours(name))


def _is_ours(name: str) -> bool:
    return name.endswith((ENDING, ".part"))


def _digest(path: Path) -> str:
    return sha256(bytes_of(path)).hexdigest()


def _drafted(path: Path) -> Callable[[Reader], Draft]:
    def draft(reader: Reader) -> Draft:
        from rashomon.drafting.pipeline import draft_page

        return draft_page(page_of_bytes(bytes_of(path), str(path)), reader)

    return draft


def in_export(path: Path, out: Path) -> Iterator[Found]:
    """Yield the posts of an export; a file that breaks off half-way is told after those before."""
    from rashomon.drafting.segment.exported_post import ExportedPost, left_out
    from rashomon.wordpress.reading import BadExport, read_export
    from rashomon.wordpress.wxr import Post, Writer

    writers: dict[str, Writer] = {}
    try:
        for thing in read_export(path):
            if isinstance(thing, Writer):
                writers[thing.login] = thing
            elif isinstance(thing, Post):
                why = left_out(thing)
                yield (
                    Passed(why) if why else _post_work(ExportedPost(thing, writers.get(thing.creator), str(path)), out)
                )
    except (BadExport, OSError) as error:
        yield Broken(str(path), str(error))


def _post_work(exported: ExportedPost, out: Path) -> Work:
    from rashomon.drafting.pipeline import draft_document
    from rashomon.drafting.segment.exported_post import document_of_post

    def draft(reader: Reader) -> Draft:
        document, dropped = document_of_post(exported)
        return draft_document(document, exported.origin, dropped, reader)

    stem = "-".join(part for part in (str(exported.post.id), safe_name(exported.post.slug)) if part)
    return Work(exported.name, out / f"{stem}{ENDING}", lambda: exported.sha256, draft)


if TYPE_CHECKING:
    from rashomon.drafting.segment.exported_post import ExportedPost
