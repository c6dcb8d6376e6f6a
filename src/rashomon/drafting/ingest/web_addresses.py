"""Addresses that strangers wrote: web addresses as a draft may hold them, or nothing."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
LONGEST = 2000


def web_address(url: str) -> str:
    """Return an address as it is, if it begins with http:// or https:// and is not too long, else nothing."""
    url = url.strip()
    return url if len(url) <= LONGEST and ADDRESS.fullmatch(url) else ""
