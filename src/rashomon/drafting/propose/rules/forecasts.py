"""Predictions and historical parallels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.cues import NO_PREDICTION, PARALLEL, PREDICTS, YEAR
from rashomon.drafting.propose.rules.passages import Passage

NAMED = re.compile(r"(?<![\w’-])(?:the |an? |[\w’]+[’']s )?(?:[\w-]+ )?[A-Z][\w’'-]+")
BEFORE = re.compile(
    r"\b(?:similar|the same|once before|twice before|has happened before|happened before"
    r"|earlier (?:case|example|instance)|are what (?:felled|killed|sank|brought)"
    r"|is what (?:felled|killed|sank|brought))\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?<!\s)\s*(?:,(?:\s*+(?:and|or))?|\band\b|\bor\b|;)\s+(?=(?:the |an? )?[A-Z])")


def predictions(passage: Passage) -> Iterator[Found]:
    """Yield the sentences that say what will happen."""
    for sentence in passage.sentences:
        text = sentence.text
        found = PREDICTS.search(text)
        if found and not text.endswith("?") and not NO_PREDICTION.search(text):
            yield Found(ItemKind.PREDICTION, sentence.block.id, sentence.start, sentence.end, cue=found[0].lower())


def parallels(passage: Passage) -> Iterator[Found]:
    """Yield the earlier events that a passage compares with."""
    for sentence in passage.sentences:
        cue = PARALLEL.search(sentence.text)
        if BEFORE.search(sentence.text) and YEAR.search(sentence.text):
            yield Found(ItemKind.PARALLEL, sentence.block.id, sentence.start, sentence.end, cue="the same, in a year")
            continue
        if cue is None:
            continue
        strong = re.search(
            r"parallel|reminiscent|precedent|compar|echo|recall|brings? to mind|remind|shades of", cue[0], re.IGNORECASE
        )
        for start, end in _events(sentence.text, cue.end()):
            if (
                strong
                or YEAR.search(sentence.text, start, end)
                or cue[0].lower() in ("as with", "just as", "like with")
            ):
                yield Found(
                    ItemKind.PARALLEL,
                    sentence.block.id,
                    sentence.start + start,
                    sentence.start + end,
                    cue=cue[0].lower(),
                )


def _events(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the named events after a cue, split at commas and `and`, but never inside of brackets."""
    tail = re.split(r"(?<=[^.])[.;:—](?:\s|$)|\s–\s|\)(?=\s+to\b)", text[start:], maxsplit=1)[0]
    covered = _masked(tail)
    at = 0
    for cut in [*LISTED.finditer(covered), None]:
        end = cut.start() if cut else len(tail)
        named = NAMED.search(covered, at, end)
        if named or YEAR.search(covered, at, end):
            first = named.start() if named else at
            piece = tail[first:end].rstrip(" ,")
            yield start + first, start + first + len(piece)
        at = cut.end() if cut else end


def _masked(text: str) -> str:
    """Return the text with what stands in brackets made blank, of the same length."""
    return re.sub(r"\([^)]*\)?", lambda found: " " * len(found[0]), text)
