"""The review at a real terminal: one key is one decision, and Ctrl-C or a closed terminal loses none."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.drafting.items import State
from rashomon.drafting.keeping import open_draft, write_draft
from tests.library.cli.articles import environment
from tests.library.drafting.drafts import draft as lamp_draft

pytestmark = pytest.mark.slow
SECONDS = 20


class AtTerminal:
    """A review in a terminal of 80 columns."""

    def __init__(self, path: Path) -> None:
        self._here, there = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rashomon", "review", str(path)],
            stdin=there,
            stdout=there,
            stderr=there,
            cwd=path.parent,
            env=environment() | {"TERM": "xterm", "PYTHONUTF8": "1"},
            start_new_session=True,
            # A shell that runs the tests in the background has them ignore Ctrl-C, and children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        )
        os.close(there)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read until the words are shown."""
        end = time.monotonic() + SECONDS
        while words not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self._here], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._here, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.seen, self.seen
        self.seen = self.seen.partition(words)[2]

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._here, keys.encode())

    def close(self) -> None:
        """Close the terminal."""
        os.close(self._here)
        self.process.kill()
        self.process.wait(SECONDS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    items = tuple(item.model_copy(update={"state": State.PROPOSED}) for item in lamp_draft().items)
    write_draft(tmp_path / "lamp.draft.json", lamp_draft(*items))
    return tmp_path / "lamp.draft.json"


@pytest.fixture
def terminal(path: Path) -> Iterator[AtTerminal]:
    terminal = AtTerminal(path)
    yield terminal
    terminal.close()


def test_one_key_is_one_decision(terminal: AtTerminal, path: Path) -> None:
    terminal.wait_for("q quit")
    terminal.press("a")
    terminal.wait_for("2 of 16")
    assert open_draft(path).draft.items[0].state == State.ACCEPTED
    terminal.press("e")
    terminal.wait_for("New label")
    terminal.press("A. Quill\r")
    terminal.wait_for("Label: A. Quill")
    terminal.press("u")
    terminal.wait_for("Label: Ada Quill")
    terminal.press("q")
    terminal.wait_for("15 items wait")
    assert terminal.process.wait(SECONDS) == 0


def test_ctrl_c_keeps_what_was_decided(terminal: AtTerminal, path: Path) -> None:
    terminal.wait_for("q quit")
    terminal.press("r")
    terminal.wait_for("2 of 16")
    terminal.wait_for("q quit")
    terminal.process.send_signal(signal.SIGINT)
    terminal.wait_for("Stopped.")
    assert terminal.process.wait(SECONDS) == 130
    assert open_draft(path).draft.items[0].state == State.REJECTED


def test_killed_after_a_decision_it_is_there(terminal: AtTerminal, path: Path) -> None:
    terminal.wait_for("q quit")
    terminal.press("a")
    terminal.wait_for("2 of 16")
    terminal.process.send_signal(signal.SIGKILL)
    terminal.process.wait(SECONDS)
    assert open_draft(path).draft.items[0].state == State.ACCEPTED
