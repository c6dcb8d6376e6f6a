"""Fill an empty site from an archive that `dump_site` wrote. All of it is taken, or nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from rashomon_site.cases.models import CaseRevision, Publication, PublishedCase
from rashomon_site.syndication.archive_format import TABLES, UPLOADS, Table, columns, value_of
from rashomon_site.syndication.archive_reading import Archive, BadArchive, open_archive


def load_site(path: Path | str) -> str:
    """Take in an archive; returns a report. Raises BadArchive, and changes nothing then."""
    _refuse_unless_empty()
    uploads = Path(settings.MEDIA_ROOT)
    uploads.parent.mkdir(parents=True, exist_ok=True)
    with open_archive(Path(path)) as archive, tempfile.TemporaryDirectory(dir=uploads.parent) as folder:
        _unpack_uploads(archive, Path(folder))
        try:
            with transaction.atomic():
                report = ", ".join(_fill(table, archive) for table in TABLES if table.file in archive.files)
                _check()
                shutil.copytree(folder, uploads, dirs_exist_ok=True)
        except DatabaseError as error:
            shutil.rmtree(uploads, ignore_errors=True)  # it was empty before
            raise BadArchive(f"its tables do not fit together: {str(error).splitlines()[0]}") from None
    return f"Loaded {report}, {len(archive.uploads):,} uploaded files. {_derive()}"


def _refuse_unless_empty() -> None:
    full = [str(t.model._meta.verbose_name_plural) for t in TABLES if t.model._default_manager.exists()]
    uploads = Path(settings.MEDIA_ROOT)
    if uploads.is_dir() and any(uploads.iterdir()):
        full.append("uploaded files")
    if full:
        raise BadArchive(
            f"this site is not empty, it has {', '.join(full)}. Load into a new site: set RASHOMON_DATA to an empty "
            "folder, or DATABASE_URL to an empty database"
        )


def _fill(table: Table, archive: Archive) -> str:
    fields = columns(table, passwords=archive.passwords)
    count = 0
    for count, row in enumerate(_rows(table, archive), 1):
        _insert(table, fields, row, f"{table.file} line {count}")
    if count != archive.rows(table):
        raise BadArchive(f"{table.file} has {count} rows, and the manifest says {archive.rows(table)}")
    _reset_sequences(table)
    return f"{count:,} {table.model._meta.verbose_name_plural}"


def _rows(table: Table, archive: Archive) -> Iterator[Any]:
    for number, line in enumerate(archive.lines(table.file), 1):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            raise BadArchive(f"{table.file} line {number} is not JSON") from None


def _insert(table: Table, fields: list[models.Field[Any, Any]], row: Any, place: str) -> None:
    names = [field.attname for field in fields]
    if not isinstance(row, dict) or sorted(row) != sorted(names):
        raise BadArchive(f"{place} does not have the columns {', '.join(names)}")
    values = {}
    for field in fields:
        try:
            values[field.attname] = value_of(field, row[field.attname])
        except (ValidationError, ValueError, TypeError, OverflowError):
            raise BadArchive(f"{place}: {field.attname} has a value that it cannot take") from None
    if "password" in table.secrets and "password" not in values:
        values["password"] = make_password(None)  # the person asks for a new one
    try:
        # `raw` keeps the times as they are, and lets revisions in, which cannot be saved twice.
        table.model(**values).save_base(raw=True, force_insert=True)
    except (DatabaseError, ValueError, TypeError, OverflowError, ValidationError) as error:
        raise BadArchive(f"{place} cannot be taken in: {str(error).splitlines()[0]}") from None


def _reset_sequences(table: Table) -> None:
    """Let the database count on from the highest number that came in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model]):
            cursor.execute(statement)


def _check() -> None:
    """Look at what the rows say of each other; raises BadArchive and DatabaseError."""
    connection.check_constraints()
    for revision in CaseRevision.objects.order_by("pk").iterator(chunk_size=200):
        if sha256(revision.text.encode()).hexdigest() != revision.text_sha256:
            raise BadArchive(f"the text of {revision} is not what its digest says")
    for case in PublishedCase.objects.visible().select_related("published_revision"):
        shown = case.published_revision
        if shown is None or shown.case_id != case.pk or not shown.is_sound:
            raise BadArchive(f"{case} shows a revision that it cannot show")


def _unpack_uploads(archive: Archive, folder: Path) -> None:
    for name in archive.uploads:
        target = folder / name.removeprefix(UPLOADS)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for block in archive.blocks(name):
                file.write(block)


def _derive() -> str:
    """Work out anew what no archive holds, and put what is scheduled back on the list of tasks."""
    from rashomon_site.cases.tasks import publish_scheduled
    from rashomon_site.operations.refresh import refresh

    for waiting in Publication.objects.filter(published_at=None, withdrawn_at=None, failure=""):
        publish_scheduled.using(run_after=max(waiting.due_at, timezone.now())).enqueue(waiting.pk)
    return f"Weighed and indexed {refresh():,} published cases."


__all__ = ["BadArchive", "load_site"]
