"""Read settings from the environment: each by its type, failing loudly with the name and what is accepted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment: what it is for, what it accepts and what stands in for it."""

    name: str
    read: Callable[[str], Any]
    default: str
    accepts: str
    purpose: str
    secret: bool = False  # may also be given as NAME_FILE, the path of a file that holds it


def text(value: str) -> str:
    """Take any text."""
    return value


def flag(value: str) -> bool:
    """Take yes or no in the usual spellings; raises ValueError."""
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise ValueError


def count(value: str) -> int:
    """Take a whole number of 0 or more; raises ValueError."""
    number = int(value)
    if number < 0:
        raise ValueError
    return number


def names(value: str) -> list[str]:
    """Take names parted by commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def folder(value: str) -> Path:
    """Take the path of a folder; `~` is the home folder."""
    return Path(value).expanduser().resolve()


def choice(*accepted: str) -> Callable[[str], str]:
    """Return a reader that takes one of `accepted`."""

    def read(value: str) -> str:
        if value not in accepted:
            raise ValueError
        return value

    return read


def value_of(setting: Setting, environment: Mapping[str, str] | None = None) -> Any:
    """Return the setting's value; raises ImproperlyConfigured naming the variable and what it accepts."""
    given = os.environ if environment is None else environment
    raw = _raw(setting, given)
    try:
        return setting.read(raw)
    except ValueError:
        shown = "(a secret)" if setting.secret else repr(raw)
        raise ImproperlyConfigured(f"{setting.name} is {shown}, but it takes {setting.accepts}.") from None


def _raw(setting: Setting, given: Mapping[str, str]) -> str:
    path = given.get(f"{setting.name}_FILE") if setting.secret else None
    if path is None:
        return given.get(setting.name, setting.default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{setting.name}_FILE names {path}, which cannot be read: {error}.") from None
