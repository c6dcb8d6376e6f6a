"""Numbers as readers type them: 70, 70%, 60-80, likely, 4x. A bare number is per cent."""

from __future__ import annotations

import re

from rashomon.model import Quantity

LONGEST = 40
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_BARE = re.compile(r"[\d.]+(\s*[-–—]\s*[\d.]+)?")
_PER_CENT = re.compile(r"\d+(\.\d+)?|\.\d+")

SHARE_HINT = "Write a number from 0 to 100."
CELL_HINT = "Write a number from 0 to 100, a range such as 60-80, or a word such as likely."
RATIO_HINT = "Write a ratio such as 4x, or a range of them such as 2-8x."


def tidy(text: str) -> str:
    """Return what somebody typed with a decimal point, and without stray blanks."""
    return _DECIMAL_COMMA.sub(".", " ".join(text.split()))


def read_share(text: str) -> float:
    """Return a starting share in per cent; raises ValueError with what to do."""
    number = tidy(text).removesuffix("%").strip()
    if len(number) > LONGEST or not _PER_CENT.fullmatch(number) or float(number) > 100:
        raise ValueError(SHARE_HINT)
    return float(number)


def read_cell(text: str, *, is_ratio: bool) -> Quantity:
    """Return a cell as a case file would hold it; raises ValueError with what to do."""
    hint = RATIO_HINT if is_ratio else CELL_HINT
    written = tidy(text)
    if len(written) > LONGEST:
        raise ValueError(hint)
    if _BARE.fullmatch(written):
        written += "x" if is_ratio else "%"
    try:
        quantity = Quantity.parse(written)
    except (ValueError, OverflowError):
        raise ValueError(hint) from None
    in_per_cent = quantity.word is not None or "%" in quantity.text
    if quantity.is_ratio is not is_ratio or not (is_ratio or in_per_cent):
        raise ValueError(hint)
    return quantity


def same(one: Quantity, other: Quantity | None) -> bool:
    """Whether two numbers say the same, however they are written."""
    return other is not None and (one.low, one.high, one.scale) == (other.low, other.high, other.scale)


def share_for_address(share: float) -> str:
    """Write a starting share for a link."""
    return f"{share:.10f}".rstrip("0").rstrip(".")


def for_address(quantity: Quantity) -> str:
    """Write a cell for a link: per cent without its sign, which addresses would spell out."""
    return quantity.text.replace("%", "").replace(" ", "") if quantity.word is None else quantity.text.lower()
