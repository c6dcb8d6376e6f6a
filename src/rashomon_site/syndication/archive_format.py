"""What a dump holds: which tables, in which order, how a value is written. docs/dump-format.md says the same."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from rashomon_site.cases.models.document_field import DocumentField

FORMAT = "rashomon-dump"
VERSION = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads/"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the archive. `left_out` columns are secrets, or made anew."""

    label: str  # app_label.model_name
    left_out: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()  # only with --passwords
    second_factor: bool = False  # only with --second-factors

    @property
    def model(self) -> type[models.Model]:
        """The model behind it."""
        return apps.get_model(self.label)

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"tables/{self.label}.jsonl"


TABLES: tuple[Table, ...] = (
    Table("accounts.user", secrets=("password",)),
    Table("accounts.invitation", secrets=("token_sha256",)),
    Table("account.emailaddress"),
    Table("mfa.authenticator", second_factor=True),
    Table("cases.author"),
    Table("cases.publishedcase"),
    Table("cases.caseauthor"),
    Table("cases.caserevision"),
    Table("cases.publication"),
    Table("cases.auditentry"),
    Table("comments.discussion"),
    Table("comments.comment"),
    Table("comments.commentevent"),
    Table("comments.contribution"),
    Table("spam.check"),
    Table("spam.filterexample"),
    Table("spam.filterstate"),
    Table("spam.textmark"),
    Table("moderation.rule"),
    Table("moderation.report"),
    Table("notifications.subscription"),
    Table("notifications.nevermail"),
    Table("notifications.digestchoice"),
    Table("wordpress.importedpost"),
    Table("drafts.storeddraft"),
    Table("drafts.step"),
)

LEFT_OUT: dict[str, str] = {
    "api.apitoken": "a secret that each owner makes anew on the new site",
    "accounts.sharedcacherow": "counts what was tried lately",
    "operations.lastrun": "when this site last kept house",
    "notifications.letter": "mails that were sent, or go out from the old site",
    "notifications.notice": "news that the old site mails",
    "notifications.confirmation": "links that open the old site",
    "privacy.datarequest": "links that open the old site",
    "cases.storedanalysis": "worked out anew",
    "cases.storedcomparison": "worked out anew",
    "cases.sourceentry": "written anew from the published revisions",
    "cases.evidenceentry": "written anew from the published revisions",
    "cases.predictionentry": "written anew from the published revisions",
    "search.searchentry": "indexed anew",
    "spam.alert": "what a service said of the old site's key",
    "spam.question": "what the old site still asks a service",
    "spam.submission": "what the old site told a service",
    "spam.sitekey": "keys that open the old site",
    "spam.keyusage": "counts of those keys",
}
"""Tables of this site that no dump holds, and why."""


LONGEST_NAME = 200
DEEPEST = 10


def is_upload_name(name: str) -> bool:
    """Whether a name in an archive is that of an uploaded file, and leads nowhere else on any system."""
    first, *parts = name.split("/")
    return f"{first}/" == UPLOADS and 0 < len(parts) <= DEEPEST and all(map(_is_plain, parts))


def _is_plain(part: str) -> bool:
    plain = part.isprintable() and not set(part) & set('\\:*?"<>|') and part.strip(" ") == part
    return plain and 0 < len(part.encode()) <= LONGEST_NAME and not part.startswith(".") and not part.endswith(".")


def columns(table: Table, *, passwords: bool) -> list[models.Field[Any, Any]]:
    """Return the columns of a table that stand in the archive, in the order of the model."""
    hidden = {*table.left_out, *(() if passwords else table.secrets)}
    return [field for field in table.model._meta.concrete_fields if field.attname not in hidden]


def row_text(row: models.Model, fields: list[models.Field[Any, Any]]) -> str:
    """Return one row as a line of JSON. The same row gives the same line on either database."""
    plain = {field.attname: _plain(field, getattr(row, field.attname)) for field in fields}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, DocumentField):
        return value  # its keys have an order, which the column keeps
    if isinstance(field, models.JSONField):
        return _sorted(value)  # PostgreSQL keeps no order of keys
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(bytes(value)).decode() if isinstance(value, bytes | memoryview) else value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return 0.0 if value == 0 and isinstance(value, float) else value  # PostgreSQL knows no -0.0


def value_of(field: models.Field[Any, Any], value: Any) -> Any:
    """Return what a column takes for a value of the archive; raises ValidationError, ValueError and TypeError."""
    if value is None or isinstance(field, models.JSONField | DocumentField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value, validate=True)
    if isinstance(field, models.CharField | models.TextField) and not isinstance(value, str):
        raise TypeError("it takes text")
    return field.to_python(value)
