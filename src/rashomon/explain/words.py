"""Numbers in words: percentages, ranges, likelihood words, points, ratios and weights.

One place for rounding and wording, so that terminal, page and API say the same. Words for probabilities are
those of ICD-203 and carry their number in brackets in the same line (docs/methods.md section 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from rashomon.model.quantity import Quantity, nearest_word

_WEIGHT_WORDS = (
    (1.0, "no"),
    (2.0, "slight"),
    (4.0, "some"),
    (10.0, "clear"),
    (30.0, "strong"),
    (100.0, "very strong"),
    (1000.0, "overwhelming"),
)
# fmt: off
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve")
# fmt: on


def whole(probability: float) -> int:
    """Return a probability in [0, 1] as whole per cent, halves away from zero (2.5% is 3)."""
    # Sums of the same numbers in another order differ in the last digit; they must not differ in what is printed.
    return math.floor(round(100 * probability, 9) + 0.5)


def percent(probability: float) -> str:
    """Write a probability for running text: "62%", "under 1%", "over 99%"; never "impossible".

    Only an exact 0 or 1, which the case itself must state, is written as "0%" or "100%".
    """
    if 0 < probability < 0.005:
        return "under 1%"
    if 0.995 <= probability < 1:
        return "over 99%"
    return f"{whole(probability)}%"


def short_percent(probability: float) -> str:
    """Write a probability where there is no room for words, as at the end of a line: "62%", "<1%", ">99%"."""
    return percent(probability).replace("under ", "<").replace("over ", ">")


def interval(low: float, high: float) -> str:
    """Write a range of probabilities for tables and brackets: "21–53%", "0–1%"; equal ends: "21%"."""
    first, last = whole(low), whole(high)
    return f"{first}%" if first == last else f"{first}–{last}%"


def fine_percent(probability: float) -> str:
    """Write an input as stated or solved for, near 0 and 1 with more digits: "62%", "0.34%", "99.5%"."""
    distance = 100 * min(probability, 1 - probability)
    digits = 0 if distance >= 10 or distance == 0 else 1 if distance >= 0.1 else 3
    return f"{100 * probability:.{digits}f}".rstrip("0").rstrip(".") + "%" if digits else percent(probability)


def fine_interval(low: float, high: float) -> str:
    """Write the range of an input like `fine_percent`: "0.5–2%"; equal ends give one number."""
    first, last = fine_percent(low), fine_percent(high)
    return first if first == last else f"{first[:-1]}–{last}"


def percent_with_range(probability: float, low: float, high: float) -> str:
    """Write a number with its range: "62% (range 48–74%)"; a fixed number stands alone."""
    if low == high:
        return percent(probability)
    return f"{percent(probability)} (range {interval(low, high)})"


def likelihood(probability: float) -> str:
    """Write a probability as a word with its number in brackets: "likely (62%)"."""
    return f"{nearest_word(probability)} ({percent(probability)})"


def likelihood_with_range(probability: float, low: float, high: float) -> str:
    """Write word, number and range together: "likely (62%, range 48–74%)"."""
    return f"{nearest_word(probability)} ({percent(probability)}, range {interval(low, high)})"


def stated(quantity: Quantity) -> str:
    """Write a number as its author stated it: "70%", "60–80%", "likely (55–80%)", "2–8×"."""
    if quantity.is_ratio:
        low, high = number(quantity.low), number(quantity.high)
        return f"{low}×" if low == high else f"{low}–{high}×"
    span = fine_interval(quantity.low, quantity.high)
    return f"{quantity.word} ({span})" if quantity.word else span


def points(change: float) -> str:
    """Write a difference without its sign: "3 points", "1 point", "under 1 point", "no change"."""
    size = whole(abs(change))
    if size == 0:
        return "under 1 point" if abs(change) > 5e-4 else "no change"
    return f"{size} point" if size == 1 else f"{size} points"


def signed_points(change: float) -> str:
    """Write a difference with its direction: "up 3 points", "down 1 point", "no change"."""
    size = points(change)
    if size == "no change":
        return size
    return f"up {size}" if change > 0 else f"down {size}"


def number(value: float) -> str:
    """Write a plain number with two significant digits, from 100 in full: "4", "2.1", "0.04", "1,200"."""
    if not math.isfinite(value):
        return "without limit"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{float(f'{value:.2g}'):g}" if abs(value) >= 0.001 or value == 0 else "under 0.001"


def times(ratio: float) -> str:
    """Write a ratio of two likelihoods: "4 times", "1.3 times", "more than 1,000 times"."""
    if ratio > 1000:
        return "more than 1,000 times"
    return f"{number(ratio)} times"


def weight_word(bits: float) -> str:
    """Return the word for a weight of evidence in bits (log2 of the ratio), whichever way it points.

    Each word stands for one ratio: 1 no, 2 slight, 4 some, 10 clear, 30 strong, 100 very strong, 1,000
    overwhelming (docs/methods.md section 1). A weight takes the word that is nearest on the scale of bits.
    """
    size = abs(bits)
    return min(_WEIGHT_WORDS, key=lambda pair: abs(math.log2(pair[0]) - size))[1]


def as_expected(bits: float) -> str:
    """Write the ratio behind a weight in bits: "4 times as expected", "equally expected"."""
    ratio = times(2 ** min(abs(bits), 40))
    return "equally expected" if ratio == "1 times" else f"{ratio} as expected"


def weight(bits: float | None, favoured: str, other: str) -> str:
    """Write a weight of evidence between two named explanations: which way it points, how much, the ratio.

    `bits` above 0 speaks for `favoured`; None: one of the two is excluded, or the item does not count.
    """
    if bits is None:
        return f"No number: it does not count, or it excludes {favoured} or {other}."
    if bits < 0:
        favoured, other = other, favoured
    word = weight_word(bits)
    ratio = as_expected(bits)
    if word == "no":
        return f"Hardly tells {favoured} from {other} ({ratio})."
    return f"{word.capitalize()} weight for {favoured} against {other} ({ratio})."


def day(value: date) -> str:
    """Write a date in full: "24 June 2023"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Write a date for tables: "24 Jun 2023"."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def count(size: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun, in words up to twelve: "one report", "three reports", "15 reports"."""
    amount = _NUMBERS[size] if 0 <= size < len(_NUMBERS) else f"{size:,}"
    plural = one + "s" if many is None else many
    return f"{amount} {one if size == 1 else plural}"


def listed(names: Sequence[str]) -> str:
    """Join names for a sentence: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    """Return `text` with its first letter raised, the rest untouched."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """Return `text` ending in a full stop, unless it ends a sentence already."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…", ".”", "?”")) else f"{text}."


def shortened(text: str, limit: int) -> str:
    """Cut `text` at a word so that it has at most `limit` characters, the ellipsis included."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{(head if space and len(head) > limit // 2 else cut).rstrip(' ,;:.–-')}…"
