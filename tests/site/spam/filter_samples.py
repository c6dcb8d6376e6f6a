"""Made-up comments for the tests of the filter. Figures of real comments stand in docs/spam.md."""

from __future__ import annotations

import random

SPAM = [
    "cheap",
    "pills",
    "casino",
    "bonus",
    "crypto",
    "forex",
    "winner",
    "subscribe",
    "channel",
    "click",
    "free",
    "loan",
    "viagra",
    "replica",
    "watches",
]
HAM = [
    "evidence",
    "weather",
    "witness",
    "flight",
    "radar",
    "pilot",
    "harbour",
    "report",
    "source",
    "mistake",
    "number",
    "argument",
    "reading",
    "doubt",
]
BOTH = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "it",
    "is",
    "that",
    "this",
    "very",
    "much",
    "really",
    "people",
    "think",
    "about",
    "there",
    "have",
    "would",
    "some",
]


def sample(chooser: random.Random, is_spam: bool) -> str:
    """Return one comment: mostly words that both kinds use."""
    own = SPAM if is_spam else HAM
    words = [chooser.choice(BOTH) for _ in range(chooser.randint(5, 20))]
    words += [chooser.choice(own) for _ in range(chooser.randint(1, 4))]
    words += [chooser.choice(SPAM if not is_spam else HAM)] * (chooser.random() < 0.1)
    chooser.shuffle(words)
    return " ".join(words) + (" http://win.example/" if is_spam and chooser.random() < 0.4 else ".")


def samples(count: int, seed: int = 1) -> list[tuple[str, bool]]:
    """Return comments of both kinds in a mixed order, always the same for one seed."""
    chooser = random.Random(seed)
    return [(sample(chooser, is_spam), is_spam) for is_spam in (chooser.random() < 0.5 for _ in range(count))]
