"""What an unquoted word of YAML 1.2 means: true and false, numbers, nothing, or text."""

from __future__ import annotations

import re

from rashomon.casefile.limits import LONGEST_NUMBER

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
FLAGS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
INTEGER = re.compile(r"[-+]?[0-9]+")
OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
STARTS = frozenset("0123456789+-.")

Scalar = str | int | float | bool | None


def plain_scalar(text: str) -> Scalar:
    """Return the value of an unquoted word under the core schema; dates stay text as they were written.

    `no`, `yes`, `on` and `off` are text. Infinite and undefined numbers are returned as floats.
    """
    if text in NOTHING:
        return None
    if text[0] in STARTS and len(text) <= LONGEST_NUMBER:
        return _number(text)
    return FLAGS.get(text, text)


def _number(text: str) -> Scalar:
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    if OTHER_BASE.fullmatch(text):
        return int(text, 0)
    if NO_NUMBER.fullmatch(text):
        return float(text.replace(".", "").lower())
    return text
