"""Which checkers there are: those that answer at once, and services that are asked by a task."""

from __future__ import annotations

from rashomon_site.spam.verdicts import Checker


def at_once() -> list[Checker]:
    """Return the checkers that need nothing but this machine, in the order in which moderators read their reasons."""
    return []


def services() -> list[Checker]:
    """Return the services that are asked in the background, those that are configured."""
    return []
