"""Explanations: sentences that say, ask, report or deny why the thing happened, by a weighted sum of features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import fsum, inf

from rashomon.drafting.items import ItemKind, Polarity
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules import cues
from rashomon.drafting.propose.rules.features import features, is_question
from rashomon.drafting.propose.rules.passages import Passage
from rashomon.drafting.propose.rules.weights import START, WEIGHTS
from rashomon.drafting.sentences import Sentence

HINTED, CAUSAL, BELIEVED, ANSWERED, BARE = -inf, 0.0, -0.75, 0.0, 0.25
"""The least log odds of a sentence with a word of doubt or theory, of cause, of belief, and of one with none of these.

Chosen on the tuning set: for a precision above 0.70 there, by cross-validation. Without any cue, the sum
is little more than a guess.
"""
BELIEF = "believes"
QUESTIONS = frozenset({"asks whether", "asks of a thing", "what if", "questions in a row"})
HINTS = frozenset(cue.name for cue in cues.EXPLICIT) - {BELIEF} | QUESTIONS | {"to blame"}
CAUSES = frozenset(cue.name for cue in cues.PLAIN)
ANSWERS = frozenset({"it was", "opens as an answer"})
"""Without any cue, a sentence of a comment needs one of these: nothing else tells there."""
REPORTED = frozenset({"some say", "suspects", "believes", "theory", "is told", "points to", "it seems"})
NAMED = 3
"""Features that an item names as its cue, the strongest first."""


def explanations(passage: Passage, puzzle: frozenset[str], *, is_list: bool) -> Iterator[tuple[Sentence, Found]]:
    """Yield the explanations of one passage, each with its sentence. `is_list`: the title announces reasons."""
    for place, sentence in enumerate(passage.sentences):
        has = features(passage, place, puzzle, is_list=is_list)
        if "asks why" not in has and score(has) >= enough(has) and not _explains_nothing(sentence.text):
            yield sentence, _found(sentence, has)


def _explains_nothing(text: str) -> bool:
    """Return whether a sentence only counts explanations or asks for a source, whatever words of theory are in it."""
    return cues.COUNTS.search(text) is not None or cues.ASKS_FOR_A_SOURCE.match(text) is not None


def score(has: frozenset[str]) -> float:
    """Return the log odds of being an explanation, by the weights of the tuning set."""
    # Added without rounding in between, so that no order of the set tells.
    return fsum([START, *(WEIGHTS.get(name, 0.0) for name in has)])


def enough(has: frozenset[str]) -> float:
    """Return the least log odds that make a sentence an item."""
    if has & HINTS:
        return HINTED
    if has & CAUSES:
        return CAUSAL
    if BELIEF in has:
        return BELIEVED
    if "speech without a cue" in has:
        return inf  # a quotation is an item of its own
    if has & ANSWERS:
        return ANSWERED
    return BARE if "in the article" in has else inf


def _found(sentence: Sentence, has: frozenset[str]) -> Found:
    strongest = sorted((name for name in has if WEIGHTS.get(name, 0.0) > 0), key=lambda name: (-WEIGHTS[name], name))
    start, end = _core(sentence)
    return Found(
        ItemKind.EXPLANATION,
        sentence.block.id,
        start,
        end,
        cue=", ".join(strongest[:NAMED]),
        polarity=_polarity(sentence.text, has),
        odds=score(has),
    )


def _polarity(text: str, has: frozenset[str]) -> Polarity:
    if (cues.REFUSED.search(text) or "rules out" in has) and "what if" not in has:
        return Polarity.DENIED
    if is_question(text):
        return Polarity.QUESTIONED
    if cues.OWN_VIEW.search(text):
        return Polarity.ASSERTED
    is_reported = REPORTED & has or cues.SAID_BY_OTHERS.search(text)
    return Polarity.REPORTED if is_reported else Polarity.ASSERTED


def _core(sentence: Sentence) -> tuple[int, int]:
    """Return the sentence's span without number and opening mark."""
    lead = re.match(r"\s*(?:\(?\d{1,2}[.):]\s+)?[“\"]?", sentence.text)
    return sentence.start + (lead.end() if lead else 0), sentence.end
