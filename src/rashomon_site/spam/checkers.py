"""Which checkers there are: those that answer at once, and services that are asked by a task."""

from __future__ import annotations

from rashomon_site.spam.verdicts import Checker


def at_once() -> list[Checker]:
    """Return the checkers that need nothing but this machine, in the order in which moderators read their reasons."""
    from rashomon_site.moderation.rules.checker import LogOnlyRules, Rules
    from rashomon_site.spam.filter.checker import FilterChecker
    from rashomon_site.spam.local.checker import Local

    return [Rules(), LogOnlyRules(), Local(), FilterChecker()]


def services() -> list[Checker]:
    """Return the services that are asked in the background, those that are configured."""
    from rashomon_site.spam.akismet.checker import AkismetChecker
    from rashomon_site.spam.akismet.protocol import is_on

    return [AkismetChecker()] if is_on() else []
