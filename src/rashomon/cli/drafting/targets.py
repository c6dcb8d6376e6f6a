"""Where a draft is written, and what is never written over."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from rashomon.cli.reading import STANDARD_INPUT
from rashomon.drafting.failures import BadDraft
from rashomon.drafting.keeping import ENDING, is_reviewed, open_draft
from rashomon.problems import UsageError

LONGEST_NAME = 80


def is_address(named: str) -> bool:
    """Whether an argument is a web address; raises UsageError for one of another kind, such as `file:`."""
    scheme, colon, _ = named.partition("://")
    if colon and scheme.lower() not in {"http", "https"}:
        raise UsageError(f"{named}: only addresses with http or https are read")
    return bool(colon)


def target_of(named: str, output: str | None) -> Path:
    """Return where the draft of one article goes: beside a file, else in this folder. Raises UsageError."""
    if output is None:
        folder = Path() if named == STANDARD_INPUT or is_address(named) else Path(named).parent
        return folder / draft_name(named)
    if Path(output).is_dir():
        return Path(output) / draft_name(named)
    if not output.endswith(".json"):
        raise UsageError(f"a draft is JSON: name {output}{ENDING} or a folder that is there")
    if not Path(output).parent.is_dir():
        raise UsageError(f"there is no folder {Path(output).parent} to write the draft to")
    return Path(output)


def draft_name(named: str) -> str:
    """Return a name for the draft of a file or an address."""
    if named == STANDARD_INPUT:
        stem = "article"
    elif is_address(named):
        parts = urlsplit(named)
        last = parts.path.rstrip("/").rpartition("/")[2]
        stem = safe_name(last.rpartition(".")[0] or last) or safe_name(parts.netloc) or "article"
    else:
        stem = Path(named).stem
    return f"{stem}{ENDING}"


def safe_name(text: str) -> str:
    """Return text as part of a file name."""
    return re.sub(r"[^\w.-]+", "-", text)[:LONGEST_NAME].strip("-.")


def refuse_to_overwrite(target: Path, *, force: bool) -> None:
    """Raise UsageError if something is there that is no draft, or a draft that a person has decided about."""
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file")
    if not target.exists():
        return
    try:
        reviewed = is_reviewed(open_draft(target).draft)
    except BadDraft:
        raise UsageError(f"{target} is there already and is no sound draft: move it, or name another file") from None
    if reviewed and not force:
        raise UsageError(f"{target} has been reviewed and is left as it is: name another file with -o, or use --force")
