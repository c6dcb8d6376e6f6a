"""Drafts on disk: `NAME.draft.json`, written whole or not at all, and never over what somebody else decided."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rashomon.drafting.draft import LARGEST_DRAFT, Draft, draft_to_json, read_draft
from rashomon.drafting.failures import BadDecision, BadDraft
from rashomon.drafting.items import Finder, State

ENDING = ".draft.json"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft and the file that holds it, as it was read or written last."""

    path: Path
    draft: Draft
    sha256: str

    def save(self, draft: Draft) -> KeptDraft:
        """Write a newer version. Raises BadDecision if the file was changed by another meanwhile, and OSError."""
        if draft == self.draft:
            return self
        if not self.path.exists() or _hash(self.path.read_bytes()) != self.sha256:
            raise BadDecision(
                f"{self.path} was changed by another program meanwhile. Nothing was saved: open it again."
            )
        return write_draft(self.path, draft)


def open_draft(path: Path) -> KeptDraft:
    """Return the draft in a file. Raises BadDraft for one that cannot be trusted, and OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST_DRAFT + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadDraft(f"{path} is not a draft: it is not UTF-8. Drafts are written by `rashomon draft`.") from None
    return KeptDraft(path, read_draft(text, name=str(path)), _hash(data))


def write_draft(path: Path, draft: Draft) -> KeptDraft:
    """Write a draft, whole or not at all, over what is there. Raises OSError."""
    data = draft_to_json(draft).encode()
    write_whole(path, data)
    return KeptDraft(path, draft, _hash(data))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is never there in part, whenever the program is stopped. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def is_reviewed(draft: Draft) -> bool:
    """Whether a person has decided anything about it."""
    return any(item.state != State.PROPOSED or item.found_by == Finder.PERSON for item in draft.items)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
