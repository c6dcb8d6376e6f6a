"""Where the endpoint is, which model, and the key: from the environment alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from rashomon.drafting.failures import ReaderFailure

ENDPOINT = "RASHOMON_DRAFT_ENDPOINT"
MODEL = "RASHOMON_DRAFT_MODEL"
KEY = "RASHOMON_DRAFT_KEY"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: the address before `/chat/completions`, the model's name, and the key, which is never printed."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Return the host and port it talks to, as is shown before anything is sent."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def is_here(self) -> bool:
        """Return whether it is on this machine."""
        return _is_loopback(urlsplit(self.url).hostname or "")


def endpoint(environment: Mapping[str, str] = os.environ) -> Endpoint:
    """Return the endpoint of the environment. Raises ReaderFailure with the variable's name."""
    url = environment.get(ENDPOINT, "").strip().rstrip("/")
    model = environment.get(MODEL, "").strip()
    if not url:
        raise ReaderFailure(
            f"{ENDPOINT} is not set. Set it to the address before /chat/completions, as https://host/v1."
        )
    if not model:
        raise ReaderFailure(f"{MODEL} is not set. Set it to the name of a model that the endpoint offers.")
    _check(url)
    key = environment.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise ReaderFailure(f"{KEY} holds what no key has. Copy it again, without blanks or line ends.")
    return Endpoint(url, model, key)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = parts.port != 0 and not parts.query and not parts.fragment
    except ValueError:
        is_address = False
    if not is_address or not (url.isascii() and url.isprintable() and " " not in url):
        raise ReaderFailure(f"{ENDPOINT} is no web address. Set it to one such as https://host/v1, without ? or #.")
    if "@" in parts.netloc:
        raise ReaderFailure(f"{ENDPOINT} holds a user name or password. The key goes into {KEY}.")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))):
        raise ReaderFailure(f"{ENDPOINT} must begin with https://; http:// is for this machine alone.")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
