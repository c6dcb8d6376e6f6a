"""A word on standard error when something takes longer than a second."""

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
        self._shown = 0  # length of what stands on the terminal's line
        self._done = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._begin)
        self._timer.daemon = True
        self._started = False

    def say(self, text: str) -> None:
        """Replace the text, such as "12 of 40 changes"."""
        with self._lock:
            self._text = text
            if self._started and sys.stderr.isatty():
                self._show()

    def start(self) -> None:
        """Begin to wait: nothing is shown for the first second."""
        self._timer.start()

    def stop(self) -> None:
        """Stop waiting and clear the line."""
        self._timer.cancel()
        with self._lock:
            self._done = True
            if self._shown:
                sys.stderr.write("\r" + " " * self._shown + "\r")
                sys.stderr.flush()

    def _begin(self) -> None:
        with self._lock:
            if self._done:
                return
            self._started = True
            if sys.stderr.isatty():
                self._show()
            else:
                sys.stderr.write(self._text + "\n")

    def _show(self) -> None:
        sys.stderr.write("\r" + self._text.ljust(self._shown))
        sys.stderr.flush()
        self._shown = max(self._shown, len(self._text))


@contextmanager
def waiting(text: str) -> Iterator[Wait]:
    """Say `text` on standard error if the block takes longer than a second."""
    wait = Wait(text)
    wait.start()
    try:
        yield wait
    finally:
        wait.stop()
