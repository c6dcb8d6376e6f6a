"""Run background tasks: in a thread of the web process, or as a process of their own."""

from __future__ import annotations

import os
import threading

from django.utils.crypto import get_random_string

PAUSE_SECONDS = 2.0


def make_worker(*, batch: bool = False) -> object:
    """Return a worker for all queues of the default back end; `batch` ends it when nothing waits."""
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"],
        interval=PAUSE_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=not batch,
        max_tasks=None,
        worker_id=f"{os.getpid()}-{get_random_string(16)}",
        excluded_queue_names=[],
    )


def start_in_thread() -> threading.Thread:
    """Start a worker that ends with the process. What a task cut off by that should publish, housekeeping publishes."""
    thread = threading.Thread(target=_run_for_ever, name="rashomon-tasks", daemon=True)
    thread.start()
    return thread


def _run_for_ever() -> None:
    """Keep a worker running: one that fails, as when the database restarts, is followed by another."""
    import logging
    import time

    while True:
        try:
            make_worker().run()  # type: ignore[attr-defined]
        except Exception:
            logging.getLogger("rashomon_site.tasks").exception("The task worker failed and starts again")
            time.sleep(PAUSE_SECONDS)
