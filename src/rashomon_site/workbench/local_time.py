"""A day and an hour as somebody types them, in a time zone that is always stated."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError

DEFAULT_ZONE: str = settings.TIME_ZONE


def local_time(text: str, zone: str) -> datetime:
    """Return the moment; raises ValidationError with what to type instead."""
    place = _zone(zone)
    try:
        typed = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValidationError("Give the day and the hour, such as 2026-03-14 07:30.") from None
    if typed.tzinfo is not None:
        raise ValidationError("Give the day and the hour without an offset, and the time zone in its own field.")
    try:
        moment = typed.replace(tzinfo=place).astimezone(UTC)
        there_and_back = moment.astimezone(place).replace(tzinfo=None)
    except OverflowError:
        raise ValidationError("That year is too far away. Give a nearer day.") from None
    if there_and_back != typed:
        raise ValidationError("The clocks go forward over that hour, so it does not exist. Choose another.")
    return moment


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name.strip())
    except (KeyError, OSError, ValueError):  # unknown names and paths, which are never followed
        raise ValidationError(f"“{name[:60]}” is no time zone. Write it as in Europe/Berlin, or UTC.") from None


def time_words(moment: datetime, zone: str) -> str:
    """Return the moment in words, in its zone and in UTC."""
    there, here = moment.astimezone(_zone(zone)), moment.astimezone(UTC)
    words = f"{there.day} {there:%B %Y, %H:%M} {zone.strip()}"
    return words if zone.strip() == "UTC" else f"{words} ({here.day} {here:%B, %H:%M} UTC)"
