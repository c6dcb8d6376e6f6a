"""Numbers as people write them: points, ranges, words and ratios (docs/methods.md section 1)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

PROBABILITY_WORDS: dict[str, tuple[float, float]] = {
    "almost no chance": (0.01, 0.05),
    "very unlikely": (0.05, 0.20),
    "unlikely": (0.20, 0.45),
    "roughly even": (0.45, 0.55),
    "likely": (0.55, 0.80),
    "very likely": (0.80, 0.95),
    "almost certain": (0.95, 0.99),
}
"""ICD-203 words and the ranges they stand for."""

RELATION_WORDS: dict[str, float] = {
    "unrelated": 0.0,
    "loosely": 0.2,
    "related": 0.5,
    "mostly the same thing": 0.8,
    "the same thing": 1.0,
}
"""How far the items of a group repeat one another (docs/methods.md section 5)."""

_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)"
_DASH = r"\s*[-–—]\s*"
_PERCENT = re.compile(rf"{_NUMBER}\s*%")
_PERCENT_RANGE = re.compile(rf"{_NUMBER}\s*%?{_DASH}{_NUMBER}\s*%")
_PLAIN = re.compile(rf"{_NUMBER}(?:[eE]([-+]?\d+))?")
_PLAIN_RANGE = re.compile(rf"{_NUMBER}{_DASH}{_NUMBER}")
_RATIO = re.compile(rf"{_NUMBER}\s*[x×]")
_RATIO_RANGE = re.compile(rf"{_NUMBER}\s*[x×]?{_DASH}{_NUMBER}\s*[x×]")

Scale = Literal["probability", "ratio"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A probability or a ratio as written in a case.

    `low` and `high` are the ends of the 80% range (equal for a point): probabilities in [0, 1], ratios above 0.
    `text` is what the author wrote, kept so that a file is written back unchanged.
    """

    text: str
    low: float
    high: float
    scale: Scale = "probability"
    word: str | None = None

    @property
    def is_point(self) -> bool:
        """Whether the author gave one number and no range."""
        return self.low == self.high

    @property
    def is_ratio(self) -> bool:
        """Whether this is a ratio such as `4x` and not a probability."""
        return self.scale == "ratio"

    @classmethod
    def parse(cls, value: object) -> Quantity:
        """Read a number, `70%`, `60-80%`, `likely`, `4x` or `2-8x`.

        Raises ValueError with a sentence that says what is allowed.
        """
        if isinstance(value, Quantity):
            return value
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError(_expected(value))
        text = _text_of(value)
        return _checked(_read(text, str(value)))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda q: q.plain())
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "description": "A probability: 0.7, 70%, 60-80%, or a word such as `likely`; or a ratio: 4x, 2-8x.",
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\s*(\d*\.?\d+\s*%?\s*[-–—]\s*)?\d*\.?\d+\s*[%x×]?\s*$"},
                {"type": "string", "enum": list(PROBABILITY_WORDS)},
                {"type": "string", "pattern": r"^\s*(\d*\.?\d+\s*[x×]?\s*[-–—]\s*)?\d*\.?\d+\s*[x×]\s*$"},
            ],
        }

    def plain(self) -> str | float:
        """Return what a file should hold: the number itself for a bare number, else the text."""
        return float(self.text) if _PLAIN.fullmatch(self.text) else self.text


def _text_of(value: str | float) -> str:
    return " ".join(value.split()) if isinstance(value, str) else repr(value)


def _read(text: str, original: str) -> Quantity:
    word = text.lower()
    if word in PROBABILITY_WORDS:
        return Quantity(text, *PROBABILITY_WORDS[word], word=word)
    if match := _PERCENT_RANGE.fullmatch(text):
        return Quantity(text, float(match[1]) / 100, float(match[2]) / 100)
    if match := _RATIO_RANGE.fullmatch(text):
        return Quantity(text, float(match[1]), float(match[2]), "ratio")
    if match := _PLAIN_RANGE.fullmatch(text):
        return Quantity(text, float(match[1]), float(match[2]))
    return _read_point(text, original)


def _read_point(text: str, original: str) -> Quantity:
    if match := _PERCENT.fullmatch(text):
        number = float(match[1]) / 100
        return Quantity(text, number, number)
    if match := _RATIO.fullmatch(text):
        return Quantity(text, float(match[1]), float(match[1]), "ratio")
    if _PLAIN.fullmatch(text):
        return Quantity(text, float(text), float(text))
    raise ValueError(_expected(original))


def _checked(quantity: Quantity) -> Quantity:
    if quantity.low > quantity.high:
        raise ValueError(f"the range `{quantity.text}` runs backwards: write the smaller end first")
    if quantity.is_ratio and not (quantity.low > 0 and math.isfinite(quantity.high)):
        raise ValueError(f"`{quantity.text}` is not a usable ratio: a ratio is above 0, such as `0.25x` or `2-8x`")
    if not quantity.is_ratio and quantity.high > 1:
        raise ValueError(f"`{quantity.text}` is outside [0, 1]: write 0.7 or 70% for seventy per cent")
    return quantity


def _expected(value: object) -> str:
    from difflib import get_close_matches

    near = get_close_matches(str(value).lower(), PROBABILITY_WORDS, n=1)
    hint = f": did you mean `{near[0]}`?" if near else ""
    return (
        f"`{str(value)[:60]}` is not a probability{hint or ':'} "
        "write 0.7, 70%, 60-80%, 4x, 2-8x, or one of: " + ", ".join(PROBABILITY_WORDS)
    )


def nearest_word(probability: float) -> str:
    """Return the ICD-203 word whose range holds `probability` (in [0, 1]), or else the nearest one."""

    def distance(word: str) -> float:
        low, high = PROBABILITY_WORDS[word]
        return max(low - probability, probability - high, 0.0)

    probability = round(probability, 12)  # 0.05 stays 0.05, whatever the order of the sum that made it
    return min(PROBABILITY_WORDS, key=distance)


@dataclass(frozen=True, slots=True)
class Relatedness:
    """How far the items of a group repeat one another: a word, or a number r from 0 to 1."""

    text: str
    r: float

    @classmethod
    def parse(cls, value: object) -> Relatedness:
        """Read a word of RELATION_WORDS or a number in [0, 1]; raises ValueError otherwise."""
        if isinstance(value, Relatedness):
            return value
        text = " ".join(str(value).lower().split())
        if text in RELATION_WORDS:
            return cls(text, RELATION_WORDS[text])
        if not isinstance(value, bool) and _PLAIN.fullmatch(text) and 0 <= float(text) <= 1:
            return cls(text, float(text))
        words = ", ".join(RELATION_WORDS)
        raise ValueError(
            f"`{str(value)[:60]}` does not say how related the items are: write 0 to 1, or one of: {words}"
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda r: r.plain())
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(RELATION_WORDS)}, {"type": "number", "minimum": 0, "maximum": 1}]}

    def plain(self) -> str | float:
        """Return what a file should hold."""
        return self.text if self.text in RELATION_WORDS else self.r
