"""Names of contents, by which a client says what it has."""

from __future__ import annotations

from hashlib import sha256


def etag_of(content: bytes) -> str:
    """Return the ETag of a content."""
    return f'"{sha256(content).hexdigest()[:32]}"'


def is_named(etag: str, line: str) -> bool:
    """Whether If-Match or If-None-Match names the ETag. `W/` is no difference: compression on the way adds it."""
    return line.strip() == "*" or etag in [part.strip().removeprefix("W/") for part in line.split(",")]
