"""A word on standard error after a second, and only then."""

from __future__ import annotations

import time

import pytest

from rashomon.cli import waiting as module
from rashomon.cli.waiting import waiting


def test_what_is_quick_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("Working …"):
        pass
    assert capsys.readouterr().err == ""


def test_a_log_is_spared(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with waiting("Working …") as wait:
        wait.say("Working on it …")
        time.sleep(0.2)
        wait.say("Still at it …")
    captured = capsys.readouterr()
    assert captured.err == captured.out == ""


def test_a_terminal_sees_one_line_that_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with waiting("One") as wait:
        time.sleep(0.2)
        wait.say("Two, longer")
    assert capsys.readouterr().err == "\rOne\rTwo, longer\r           \r"
