"""Every operation of the API, by what it speaks of."""

from __future__ import annotations

from rashomon_site.api.operations import (
    cases,
    changes,
    checking,
    comments,
    finding,
    index,
    predictions,
    publications,
    revisions,
    sources,
    what_if,
)

ROUTERS = (
    index.router,
    cases.router,
    revisions.router,
    publications.router,
    comments.router,
    what_if.router,
    checking.router,
    sources.router,
    predictions.router,
    finding.router,
    changes.router,
)
"""In the order of the document."""
