"""Is the process alive, and can it serve? For load balancers and supervisors; nothing here tells of a person."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rashomon import __version__


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """Answer while the process can answer at all; asks nothing of the database."""
    return JsonResponse({"ok": True, "version": __version__})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 if the database is there and its tables are those of this version, else 503 with the reason."""
    reason = why_not_ready()
    return JsonResponse({"ok": not reason, "reason": reason}, status=503 if reason else 200)


def why_not_ready() -> str:
    """Return why the site cannot serve, or "" if it can."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer."
    return "The tables are of another version: run `rashomon site prepare`." if waiting else ""
