"""Dates as people and pages write them: `Friday, June 30th, 2023 at 5:00 pm`, `30.6.2023, 17:00 Uhr`, `2 days ago`."""

from __future__ import annotations

import re

CLOCK = (
    r"(?:[\s,|·@–-]*(?:at|um|kl\.|à|a las)?[\s,|·@–-]*"
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: (?:uhr|[A-Z]{2,4}))?)?"
)
TH = r"(?:st|nd|rd|th)?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = (
    rf"(?:\d{{1,2}}{TH}[ ./-]{{1,2}}(?:of )?(?:[^\W\d_]{{3,12}}\.?|\d{{1,2}})[ .,/-]{{1,2}}(?:\d{{4}}|\d\d)\b(?![:.]\d)"
    rf"|[^\W\d_]{{3,12}}\.? \d{{1,2}}{TH},? \d{{4}}|\d{{4}}[-/.]\d\d?[-/.]\d\d?"
    rf"|\d{{1,2}}{TH} {MONTH}|{MONTH} \d{{1,2}}{TH})"
)
AGO = (
    r"(?:(?:about )?(?:\d{1,3}|an?|one) (?:second|minute|min|hour|day|week|month|year)s? ago"
    r"|vor \d+ \w+|yesterday|just now)"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )"
DAY_AND_TIME = rf"{WEEKDAY}?{DAY}T?{CLOCK}"
DATED = rf"(?:{DAY_AND_TIME}|{WEEKDAY}?{AGO})"
"""A day, with the time if one is there, or how long ago it was."""
DATE = re.compile(DATED, re.IGNORECASE)
