"""Short names for addresses."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

LONGEST = 80
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(text: str) -> str:
    """Return small letters, digits and hyphens for any text; never empty.

    What has no Latin letters is named by a digest of it, so that two names in another script stay apart.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain).strip("-")[:60].strip("-")
    letters = sum(character.isalnum() for character in text)
    return slug if len(slug.replace("-", "")) * 2 >= min(letters, 60) and slug else _digest(text)


def _digest(text: str) -> str:
    return "x-" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def free_slug(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or with the first number after it that is free."""
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted[: LONGEST - 6]}-{number}", number + 1
    return slug
