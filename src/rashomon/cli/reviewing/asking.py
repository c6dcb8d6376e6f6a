"""Keys and lines from a person: one key on a terminal, one line from a pipe."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from typing import Protocol, Self

import click

from rashomon.cli.streams import write

ARROWS = {"\x1b[C": "n", "\x1b[B": "n", "\x1b[D": "b", "\x1b[A": "b"}


class Ended(Exception):
    """The input is at its end: what was decided is saved."""


class Asking(Protocol):
    """Where answers come from."""

    def key(self) -> str:
        """Return the key for the next step. Raises Ended."""
        ...

    def line(self, question: str) -> str:
        """Return an answer in words, or "" for none. Raises Ended."""
        ...


class Terminal:
    """A person at a terminal: one key is enough, and keys pressed ahead are not lost."""

    def __enter__(self) -> Self:
        self._leave = _one_key_at_a_time()
        return self

    def __exit__(self, *error: object) -> None:
        self._leave()

    def key(self) -> str:
        """Return the key that is pressed; arrows move as `n` and `b` do."""
        sys.stdout.flush()
        pressed = _pressed()
        if pressed in ("\x04", ""):
            raise Ended
        return ARROWS.get(pressed, pressed).strip()

    def line(self, question: str) -> str:
        """Return what is typed up to Enter."""
        write(f"{question} ", end="")
        sys.stdout.flush()
        self._leave()
        try:
            return input().strip()
        except EOFError:
            raise Ended from None
        finally:
            self._leave = _one_key_at_a_time()


def _one_key_at_a_time() -> Callable[[], None]:
    """Let the terminal pass on each key as it is pressed; returns what sets it back."""
    try:
        import termios
    except ImportError:  # Windows reads keys so in any case
        return lambda: None
    file = sys.stdin.fileno()
    before, keys = termios.tcgetattr(file), termios.tcgetattr(file)
    keys[3] &= ~(termios.ICANON | termios.ECHO)
    keys[6][termios.VMIN], keys[6][termios.VTIME] = 1, 0
    termios.tcsetattr(file, termios.TCSADRAIN, keys)
    return lambda: termios.tcsetattr(file, termios.TCSADRAIN, before)


def _pressed() -> str:
    if sys.platform == "win32":
        return click.getchar()
    file = sys.stdin.fileno()
    pressed = os.read(file, 1)
    while pressed and (pressed in (b"\x1b", b"\x1b[") or pressed[0] >= 0xC0) and select.select([file], [], [], 0.02)[0]:
        pressed += os.read(file, 1)
    return pressed.decode("utf-8", "replace")


class Lines:
    """Lines from a pipe or a file: a key, and behind it the answer that it would ask for, as in `m i3`."""

    def __init__(self) -> None:
        self._rest = ""

    def key(self) -> str:
        """Return the first sign of the next line that is not empty."""
        self._rest = ""
        while not (text := self._next().strip()):
            pass
        key, _, self._rest = text.partition(" ")
        return key

    def line(self, question: str) -> str:
        """Return what stood behind the key, else the next line."""
        rest, self._rest = self._rest.strip(), ""
        return rest or self._next().strip()

    def _next(self) -> str:
        text = sys.stdin.readline()
        if not text:
            raise Ended
        return text
