"""Explanations: what is proposed and what is not, how it is put, and by which words it is known."""

from __future__ import annotations

import pytest

from rashomon.drafting.items import ItemKind, Polarity
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules import cues
from rashomon.drafting.propose.rules.explanations import BELIEF, CAUSAL, HINTED, enough, explanations, score
from rashomon.drafting.propose.rules.features import features
from rashomon.drafting.propose.rules.passages import Passage, passages
from rashomon.drafting.propose.rules.puzzle import puzzle_of
from rashomon.drafting.propose.rules.weights import START, WEIGHTS
from tests.library.drafting.articles import article

TITLE = "Why did the harbour bell fall silent?"
LEAD = ("The harbour bell fell silent on 3 May.", "It had rung for a century.", "The port met twice that week.")


def _passage(*parts: str, comments: tuple[str, ...] = ()) -> tuple[list[Passage], frozenset[str]]:
    doc = article(*LEAD, *parts, title=TITLE, comments=comments)
    return list(passages(doc)), puzzle_of(doc)


def _found(*parts: str, is_list: bool = False) -> list[tuple[str, Found]]:
    (passage, *_), puzzle = _passage(*parts)
    return [(sentence.text, one) for sentence, one in explanations(passage, puzzle, is_list=is_list)]


def _of_comment(words: str) -> list[Found]:
    (_, passage), puzzle = _passage(comments=(words,))
    return [one for _, one in explanations(passage, puzzle, is_list=False)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The bell may have cracked in the frost.", Polarity.ASSERTED),
        ("Perhaps the rope had rotted through.", Polarity.ASSERTED),
        ("The silence was caused by a cracked clapper.", Polarity.ASSERTED),
        ("The rope is to blame for the silent bell.", Polarity.ASSERTED),
        ("Was the bell stolen?", Polarity.QUESTIONED),
        ("What if the bell was sold?", Polarity.QUESTIONED),
        ("Some say the bell was sold.", Polarity.REPORTED),
        ("One theory is that the bell was sold.", Polarity.REPORTED),
        ("My guess is that the rumour of a cracked bell was true.", Polarity.ASSERTED),
        ("I still think the theory of the stolen bell is right.", Polarity.ASSERTED),
        ("A third possibility is that the bell was sold.", Polarity.ASSERTED),
        ("I have heard a theory that the bell was sold.", Polarity.REPORTED),
        ("The port suspects that thieves took the clapper.", Polarity.REPORTED),
        ("The frost had nothing to do with the silent bell.", Polarity.DENIED),
        ("The port ruled out sabotage of the bell.", Polarity.DENIED),
    ],
)
def test_what_is_proposed_and_how_it_is_put(text: str, polarity: Polarity) -> None:
    assert [(words, one.polarity) for words, one in _found(text) if words == text] == [(text, polarity)]


def test_questions_in_a_row() -> None:
    text = "Was it frost? Was it thieves? Did the ringers walk out?"
    assert [words for words, _ in _found(text)] == ["Was it frost?", "Was it thieves?", "Did the ringers walk out?"]
    assert all("questions in a row" in one.cue for _, one in _found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Why did it happen?",
        "What now?",
        "Does anyone remember the ringers?",
        "The chapel is open on Sundays.",
        "Tickets cost four crowns.",
        "The market sells fish and rope.",
        "Thank you for reading this column.",
        "The tower has three floors.",
    ],
)
def test_distractors_are_not_proposed(text: str) -> None:
    assert text not in [words for words, _ in _found(text)]


@pytest.mark.parametrize(
    "words", ["I love this column.", "Thanks for this.", "Please write about the pier next.", "My aunt rang it once."]
)
def test_small_talk_in_comments_is_not_proposed(words: str) -> None:
    assert _of_comment(words) == []


def test_a_comment_may_propose_in_a_few_words() -> None:
    assert [one.kind for one in _of_comment("Maybe the frost cracked it.")] == [ItemKind.EXPLANATION]


def test_the_number_and_the_mark_before_the_words_are_left_out() -> None:
    (_, one), *_ = _found("1. “The bell may have cracked in the frost.")
    (passage, *_), _ = _passage("1. “The bell may have cracked in the frost.")
    assert passage.document.text[one.start : one.end] == "The bell may have cracked in the frost."


@pytest.mark.parametrize("text", ["Perhaps it was frost.", "Was it sold?", "The rope broke.", "It rained."])
def test_the_log_odds_are_the_sum_of_the_weights(text: str) -> None:
    (passage, *_), puzzle = _passage(text)
    has = features(passage, len(passage.sentences) - 1, puzzle, is_list=False)
    assert score(has) == pytest.approx(START + sum(WEIGHTS[name] for name in has if name in WEIGHTS))
    for words, one in _found(text):
        assert words != text or one.odds == score(has)


def test_a_sentence_needs_enough_for_its_sort_of_cue() -> None:
    assert enough(frozenset({"theory", "because"})) == HINTED
    assert enough(frozenset({"because"})) == CAUSAL
    assert enough(frozenset({BELIEF})) >= HINTED
    assert enough(frozenset({"in a comment"})) == float("inf")
    assert enough(frozenset({"speech without a cue", "in the article"})) == float("inf")
    assert score(frozenset({"a name that no weight has"})) == START


def test_every_cue_is_named_once_and_most_have_a_weight() -> None:
    names = [cue.name for cue in (*cues.EXPLICIT, *cues.PLAIN)]
    assert len(set(names)) == len(names)
    assert {name for name in names if name in WEIGHTS} >= {"theory", "because", "to blame", "hedged past"}


EXAMPLES = {
    "theory": ("one hypothesis", "a theoretical figure"),
    "hedged past": ("it may well have sunk", "it may sink"),
    "hedged": ("it could be rust", "it could swim"),
    "perhaps": ("perhaps rust", "perhapsing"),
    "some say": ("some in town say", "handsome men say"),
    "suspects": ("she suspected rust", "unsuspecting"),
    "believes": ("he believes it", "unbelievable"),
    "points to": ("all points to rust", "points toys"),
    "it seems": ("it seems that", "it seems blue"),
    "is told": ("they will tell you", "they told him"),
    "a notion": ("the idea is", "the ideal is"),
    "wonders whether": ("I wonder if", "wonderful ifs"),
    "would explain": ("it would explain", "it would explode"),
    "rules out": ("they ruled out rust", "they ruled outside"),
    "consistent with": ("consistent with rust", "consistent without"),
    "because": ("because of rust", "cosy"),
    "due to": ("due to rust", "due today"),
    "caused by": ("caused by rust", "caused bystanders"),
    "the cause": ("the real cause", "the causeway"),
    "to blame": ("rust is to blame", "blameless"),
    "stems from": ("it stems from rust", "stems fromage"),
    "the effect": ("the greenhouse effect", "the lamp effect of"),
    "led to": ("rust led to it", "misled today"),
    "what happened": ("what really happened", "somewhat happened"),
    "since": ("since it was cold", "sincerely"),
    "purpose": ("to cover it up", "to coverage"),
    "arranged": ("it was staged", "backstaged"),
}


@pytest.mark.parametrize("cue", [*cues.EXPLICIT, *cues.PLAIN], ids=lambda cue: cue.name)
def test_each_cue_knows_its_words_and_no_near_misses(cue: cues.Cue) -> None:
    example, near = EXAMPLES[cue.name]
    assert cue.pattern.search(example)
    assert cue.pattern.search(example.upper())
    assert not cue.pattern.search(near)


@pytest.mark.parametrize(
    "text",
    [
        "There are three theories:",
        "Police are looking at several theories about what silenced the bell.",
        "There may be many reasons for a silent bell.",
    ],
)
def test_a_count_of_explanations_is_none(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["Do you have a source for that theory?", "Any proof that it was stolen?", "Source?"])
def test_asking_for_a_source_explains_nothing(text: str) -> None:
    assert _of_comment(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two theories hold that the bell was stolen.",
        "There are two explanations: perhaps rust, or theft of the bell.",
        "The second is that somebody stole the bell.",
        "Have you thought that the bell may have cracked?",
    ],
)
def test_a_count_with_what_is_counted_is_an_explanation(text: str) -> None:
    assert len(_found(text)) == 1
