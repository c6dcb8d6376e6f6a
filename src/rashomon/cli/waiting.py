"""A word on the terminal when something takes longer than a second. Logs and pipes never see it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0  # seconds before anything is shown


class Wait:
    """What is being waited for; `say` may be called while it goes on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._wide = 0  # how much of the terminal's line is written on
        self._running = False  # whether it is shown
        self._over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._begin)
        self._timer.daemon = True

    def say(self, text: str) -> None:
        """Replace the text, such as "12 of 40 changes"."""
        with self._lock:
            self._text = text
            if self._running:
                self._show()

    def start(self) -> None:
        """Begin to wait: nothing is shown for the first second."""
        self._timer.start()

    def stop(self) -> None:
        """Stop waiting and clear the line."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._running:
                sys.stderr.write("\r" + " " * self._wide + "\r")
                sys.stderr.flush()
            self._running = False

    def _begin(self) -> None:
        with self._lock:
            if not self._over:
                self._running = True
                self._show()

    def _show(self) -> None:
        sys.stderr.write("\r" + self._text.ljust(self._wide))
        sys.stderr.flush()
        self._wide = max(self._wide, len(self._text))


@contextmanager
def waiting(text: str) -> Iterator[Wait]:
    """Say `text` on the terminal if the block takes longer than a second."""
    wait = Wait(text)
    if sys.stderr.isatty():
        wait.start()
    try:
        yield wait
    finally:
        wait.stop()
