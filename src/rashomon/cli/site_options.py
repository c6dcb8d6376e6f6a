"""What `push` and `pull` share: the token, the site, and the connection."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rashomon.cli.streams import write_error
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.exchange.addresses import Site
    from rashomon.exchange.connection import Connection

TOKEN = "RASHOMON_TOKEN"  # noqa: S105 - the variable's name
SITE = "RASHOMON_SITE"


def connect(site: Site, *, with_token: bool) -> Connection:
    """Return the way to a site; raises UsageError if a token is needed and there is none."""
    from rashomon.exchange.connection import Connection

    token = os.environ.get(TOKEN, "").strip() if with_token else ""
    if with_token and not token:
        raise UsageError(f"this needs a token in the variable {TOKEN}: make one at {site.url}/api/tokens/")
    return Connection(site, token, write_error)
