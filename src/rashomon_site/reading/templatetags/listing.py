"""Marks and words for the list pages. Everything given is raw text, and is escaped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from rashomon.explain import words
from rashomon.explain.indicators import impact_steps
from rashomon.explain.provenance import GRADE_WORDS
from rashomon.model.quantity import nearest_word
from rashomon.report import marks

register = template.Library()
_IMPACT = {3: "would move the answer a lot", 2: "would move the answer somewhat", 1: "would move the answer a little"}
_OUTCOMES = {"seen": "Happened", "not-seen": "Did not happen", "unclear": "Unclear"}


@register.filter
def chip(letter: str) -> SafeString:
    """Return the letter of an explanation on its colour."""
    return mark_safe(marks.chip(letter))  # noqa: S308 - the library escapes the letter


@register.filter
def squares(grade: str) -> SafeString:
    """Return the grade as one to five squares."""
    return mark_safe(marks.grade_squares(grade))  # noqa: S308 - drawn from the place of the grade alone


@register.filter
def grade_words(grade: str) -> str:
    """Return the name of a grade: "usually reliable"."""
    return GRADE_WORDS.get(grade, "")


@register.filter
def percent(value: float) -> str:
    """Write a probability: "62%", "under 1%"."""
    return words.percent(value)


@register.filter
def in_words(value: float) -> str:
    """Write a probability as a word with its number: "likely (62%)"."""
    return f"{nearest_word(value)} ({words.percent(value)})"


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date in full: "24 June 2023"."""
    return words.day(value) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Write a date for tables: "24 Jun 2023"."""
    return words.short_day(value) if value else ""


@register.filter
def iso_day(value: str) -> str:
    """Write a date that is stored as text in full; what is no date stays as it is."""
    try:
        return words.day(date.fromisoformat(value))
    except ValueError:
        return value


@register.filter
def impact(gain: float | None) -> str:
    """Say how much finding out would move the answer."""
    return _IMPACT[impact_steps(gain)] if gain is not None else ""


@register.filter
def outcome(value: str) -> str:
    """Name how a prediction came out."""
    return _OUTCOMES.get(value, "")


@register.filter
def score(value: float | None) -> str:
    """Write a score with two digits."""
    return "" if value is None else "without limit" if value == float("inf") else f"{value:.2f}"


@register.filter
def counted(size: int, noun: str) -> str:
    """Write a count with its noun, in words up to twelve; `noun` may be "one,many"."""
    one, _, many = noun.partition(",")
    return words.count(size, one, many or None)


@register.filter
def number_of(size: int, noun: str) -> str:
    """Write a count with its noun, in figures: "1 item", "13 items"."""
    one, _, many = noun.partition(",")
    return f"{size:,} {one if size == 1 else many or one + 's'}"


@register.filter
def web_address(url: Any) -> str:
    """Return an address that may be linked, or nothing: only http and https."""
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else ""
