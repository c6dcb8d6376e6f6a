"""Take an article: pasted, from a file, or by its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.cases.services.audit import record
from rashomon_site.drafts.models import Progress, ReadBy, StoredDraft

MOST_BYTES = 10_000_000
MOST_WAITING = 5
PASTED = "Pasted text"


def add_pasted(owner: User, text: str, address: str = "", read_by: str = ReadBy.RULES) -> StoredDraft:
    """Take pasted text or HTML. Raises ValidationError with what to do instead."""
    if not text.strip():
        raise ValidationError("Paste the article first: its text, or the HTML of its page.")
    return _add(owner, text.encode("utf-8", "replace"), name=PASTED, address=address, read_by=read_by)


def add_file(
    owner: User, file: UploadedFile[bytes] | None, address: str = "", read_by: str = ReadBy.RULES
) -> StoredDraft:
    """Take an uploaded page or text. Raises ValidationError with what to do instead."""
    if file is None:
        raise ValidationError("Choose a file first: a page saved as HTML, a text or Markdown.")
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(f"“{file.name}” is larger than {MOST_BYTES // 1_000_000} MB. Paste the article instead.")
    data = file.read()
    if not data.strip():
        raise ValidationError(f"“{file.name}” is empty. Choose another file.")
    return _add(owner, data, name=(file.name or "file")[:300], address=address, read_by=read_by)


def add_address(owner: User, address: str, read_by: str = ReadBy.RULES) -> StoredDraft:
    """Take an address that the site reads itself, where that is allowed. Raises ValidationError."""
    if not settings.DRAFT_FETCH:
        raise ValidationError("This site does not read addresses. Save the page, or paste the article.")
    if not address.strip():
        raise ValidationError("Write the address of the article.")
    return _add(owner, None, name=address.strip()[:300], address=address, read_by=read_by)


def checked_address(address: str) -> str:
    """Return an address without blanks around it, or nothing. Raises ValidationError."""
    address = address.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:
        fits = False
    if not fits or len(address) > 2000 or any(sign.isspace() or sign in '<>"' for sign in address):
        raise ValidationError("The address does not look like one: write it as https://example.org/article.")
    return address


def _check_reader(read_by: str) -> None:
    if read_by not in ReadBy.values:
        raise ValidationError("Choose who reads the article.")
    if read_by != ReadBy.RULES and settings.DRAFT_ENDPOINT is None:
        raise ValidationError("This site has no language model to ask. Choose its rules.")


@transaction.atomic
def _add(owner: User, data: bytes | None, *, name: str, address: str, read_by: str) -> StoredDraft:
    address = checked_address(address)
    _check_reader(read_by)
    if owner.article_drafts.filter(state__in=(Progress.WAITING, Progress.READING)).count() >= MOST_WAITING:
        raise ValidationError(f"{MOST_WAITING} of your articles wait to be read. Add the next one after them.")
    draft = StoredDraft.objects.create(
        owner=owner,
        title=name,
        name=name,
        address=address,
        is_fetched=data is None,
        source=data,
        read_by=read_by,
    )
    record(owner, "draft.added", draft=draft.pk, title=draft.title)
    wake(draft)
    return draft


def wake(draft: StoredDraft) -> None:
    """Have the worker read an article; call it inside the transaction that made it wait."""
    from rashomon_site.drafts.tasks import read

    read.enqueue(draft.pk)


@transaction.atomic
def read_again(draft: StoredDraft) -> None:
    """Have an article read that could not be, or whose reading was cut off. Raises ValidationError."""
    locked = StoredDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.state == Progress.READY:
        raise ValidationError("The article has been read meanwhile. Nothing was done.")
    locked.state, locked.failure = Progress.WAITING, ""
    locked.save(update_fields=["state", "failure", "changed_at"])
    wake(locked)
