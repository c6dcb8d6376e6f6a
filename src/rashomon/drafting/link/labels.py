"""What an item is called in the case until a person calls it something else."""

from __future__ import annotations

import re

from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.speech import INVERTED, VERBS
from rashomon.drafting.review.decisions import tidy

LEAD_IN = re.compile(
    r"^(?:so |but |and |or )?(?:what if|could it be that|was it|is it possible that|maybe|perhaps|or)\s+", re.IGNORECASE
)
WHO_SAYS = re.compile(
    rf"[”\"’]? (?!(?:but|and|so|no|not|nobody|none|never|few)\b)"
    rf"(?:(?:{INVERTED.pattern})(?: (?!(?:that|how|why|whether)\b)[\w.’'-]+){{1,6}}"
    rf"|[\w.’'-]+(?: [\w.’'-]+){{0,5}} (?:{VERBS}))",
)
"""What stands behind the last comma of “it leaked, says the mayor” and of “it leaked, the mayor says”."""
FEWEST_WORDS = 3


def label(found: Found, text: str) -> str:
    """Return the words without what only leads in or says who said it; they stay the page's own words."""
    words = tidy(text)
    if found.kind == ItemKind.EXPLANATION:
        bare = _without_speaker(LEAD_IN.sub("", words))
        words = bare[:1].upper() + bare[1:] if bare else words
    return words


def _without_speaker(words: str) -> str:
    """Return “it leaked” of “it leaked, says the mayor”: who says it is in the chain."""
    said, _, behind = words.rpartition(",")
    return tidy(said) if len(said.split()) >= FEWEST_WORDS and WHO_SAYS.fullmatch(behind) else words
