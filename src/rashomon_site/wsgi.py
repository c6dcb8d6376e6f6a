"""The door for web servers that speak WSGI."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rashomon_site.settings")
application = get_wsgi_application()


def _start_tasks() -> None:
    from django.conf import settings

    from rashomon_site.operations import housekeeping, worker

    if settings.RUN_TASKS_IN_PROCESS:
        worker.start_in_thread()
        housekeeping.start_in_thread()


_start_tasks()
