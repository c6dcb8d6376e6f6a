"""What the article asks: the words of its puzzle, by which a cause of something else is told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.sentences import sentences_of

WORD = re.compile(r"[^\W\d_][\w’'-]*")
ASKS = re.compile(
    r"\b(?:why|how|what (?:caused|happened|made|killed|went|brought|lay behind)|who|myster\w+"
    r"|puzzl\w+|riddle|explain\w*|explanation|question|cause of|baffl\w+|unexplained)\b",
    re.IGNORECASE,
)
STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "if",
        "then",
        "than",
        "that",
        "this",
        "these",
        "those",
        "there",
        "here",
        "it",
        "its",
        "he",
        "she",
        "they",
        "them",
        "his",
        "her",
        "their",
        "we",
        "us",
        "our",
        "you",
        "your",
        "i",
        "me",
        "my",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "when",
        "where",
        "why",
        "how",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "have",
        "has",
        "had",
        "having",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "not",
        "no",
        "yes",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "to",
        "up",
        "with",
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "any",
        "because",
        "before",
        "between",
        "both",
        "down",
        "during",
        "each",
        "few",
        "more",
        "most",
        "other",
        "own",
        "same",
        "some",
        "such",
        "only",
        "too",
        "very",
        "just",
        "now",
        "new",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "much",
        "every",
        "another",
        "says",
        "said",
        "say",
        "year",
        "years",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "last",
        "next",
        "people",
        "man",
        "woman",
        "thing",
        "things",
        "time",
        "times",
        "way",
        "made",
        "make",
        "makes",
        "get",
        "got",
        "go",
        "went",
        "come",
        "came",
        "take",
        "took",
        "know",
        "knows",
        "known",
        "think",
        "like",
        "mr",
        "mrs",
        "ms",
        "dr",
        "still",
        "even",
        "ever",
        "never",
        "back",
        "first",
        "second",
        "old",
        "long",
    ]
)
LIST = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|the|these|our|their)\s+(?:\w+\s+){0,2}"
    r"(?:reasons?|theories|explanations|causes|possibilities|things that|ways|factors|suspects|answers)\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\s*\(?\d{1,2}[.):]\s")
LEAD = 3
"""Sentences at the start of an article that state what happened."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a crude stem: enough to see that `collapse` and `collapsed` are one word."""
    word = re.sub(r"[’']s?$", "", word.lower())
    for end in ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "ment", "ure", "e", "y"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in WORD.findall(text) if len(word) > 2 and word.lower() not in STOP)


def puzzle_of(document: Document) -> frozenset[str]:
    """Return the stems of what is asked: those of the title, of the lead, and of the sentences that ask."""
    words = set[str]()
    for block in document.of_kind(BlockKind.TITLE):
        words |= stems(document.text_of(block))
    seen = 0
    for block in document.of_kind(BlockKind.PARAGRAPH, BlockKind.HEADING):
        for sentence in sentences_of(document, block):
            seen += 1
            if seen <= LEAD or (sentence.text.endswith("?") and ASKS.search(sentence.text)):
                words |= stems(sentence.text)
    return frozenset(words)


def lists_reasons(document: Document) -> bool:
    """Return whether an article lists reasons: its title says so, or a sentence does and numbered paragraphs follow."""
    if any(LIST.search(document.text_of(block)) for block in document.of_kind(BlockKind.TITLE)):
        return True
    body = document.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
    numbered = [place for place, block in enumerate(body) if NUMBERED.match(document.text_of(block))]
    return len(numbered) > 1 and any(LIST.search(document.text_of(block)) for block in body[: numbered[0]])
