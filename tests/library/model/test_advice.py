"""Every piece of advice that can be given on a case itself."""

from __future__ import annotations

import pytest

from rashomon.model.advice.words import WORDS, name_some
from tests.library.casefile.texts import SOUND, advice_on, changed

Change = tuple[str, str]
GLASS = "likelihood: {storm: 10%, keeper: almost certain}"
SUPPER = "likelihood: {storm: 60%, keeper: 30%}"
R1 = "{id: r1, source: harbour, on: 2024-05-05}"
KEEPER = "{id: keeper, name: The keeper put it out, prior: 40%}"
QUOTE = 'quote: "A boat without lights left the cove."'
PARALLELS = "parallels: [{event: x, ended: storm}, {event: y, ended: storm}]"

KINDS: list[tuple[str, str, list[Change]]] = [
    (
        "one-hypothesis",
        "there is one explanation only, so nothing competes with it",
        [
            ("  - {id: storm, name: The storm broke the lamp, prior: 60%}\n", ""),
            ("{storm: 10%, keeper: almost certain}", "{keeper: 95%}"),
            ("storm: 1-5%     #", "other: 5% #"),
            ("{storm: 60%, keeper", "{keeper"),
            ("{storm: 5%, keeper", "{keeper"),
        ],
    ),
    (
        "similar-names",
        "`storm` and `keeper` have nearly the same name: do they overlap?",
        [("The keeper put it out", "A storm broke the lamp")],
    ),
    (
        "same-rows",
        "`keeper` and `mate` have the same likelihood for every item: no evidence tells them apart",
        [
            (KEEPER, KEEPER + "\n  - {id: mate, name: His mate did it, prior: 1%}"),
            (GLASS, "likelihood: {storm: 10%, keeper: 5%, mate: 5%}"),
            ("keeper: 30-60%", "keeper: 30-60%\n      mate: 30-60%"),
            (SUPPER, "likelihood: {storm: 60%, keeper: 30%, mate: 30%}"),
            ("{storm: 5%, keeper: 60%}", "{storm: 5%, keeper: 60%, mate: 2%}"),
        ],
    ),
    (
        "no-catch-all",
        "`exhaustive` leaves no room for an explanation that nobody has thought of",
        [("as_of", "exhaustive: By rule.\nas_of")],
    ),
    (
        "scaled-priors",
        "the priors of the named explanations add up to 130%, and are scaled to share 100% with `other`",
        [(KEEPER, "{id: keeper, name: The keeper put it out, prior: 70%}")],
    ),
    (
        "reported-beforehand",
        "`boat` happened on 2024-05-06, and `r1` reported it on 2024-05-05, before that",
        [
            (
                "    statement: A boat left without lights.\n",
                "    statement: A boat left without lights.\n    on: 2024-05-06\n",
            )
        ],
    ),
    (
        "small-catch-all",
        "the prior of `other` is below 1%: surprises are usually more common",
        [(KEEPER, KEEPER + "\n  - {id: other, name: Else, prior: 0.5%}")],
    ),
    (
        "end-of-range",
        "an end of the range `0-5%` is certainty, and is read as 0.0005 or 0.9995",
        [("storm: 1-5%", "storm: 0-5%")],
    ),
    (
        "end-of-range",
        "an end of the range `40-100%` is certainty, and is read as 0.0005 or 0.9995",
        [("prior: 40%", "prior: 40-100%")],
    ),
    (
        "end-of-range",
        "an end of the range `0-30%` is certainty, and is read as 0.0005 or 0.9995",
        [("grade: B", "reliability: 0-30%")],
    ),
    (
        "equal-cells",
        "`supper` is equally expected under every explanation, so it moves nothing",
        [(SUPPER, "likelihood: {storm: 30%, keeper: 30%}")],
    ),
    (
        "large-factor",
        "`glass` favours `keeper` over `storm` by more than 1,000 to 1, and gives no reason",
        [(GLASS, "likelihood: {storm: 0.01%, keeper: 50%}")],
    ),
    (
        "large-factor",
        "`glass` favours `keeper` over `storm` by more than 1,000 to 1, and gives no reason",
        [(GLASS, "likelihood: {storm: 1x, keeper: 1000-4000x}")],
    ),
    ("one-sided", "every item favours `keeper`", [(SUPPER, "likelihood: {storm: 30%, keeper: 60%}")]),
    (
        "one-sided",
        "every item favours `keeper`",
        [
            (
                "    statement: The supper stood untouched.\n    established: true",
                "    statement: He ate.\n    established: false",
            )
        ],
    ),
    (
        "certain-cell",
        "`storm` has the likelihood 0 for `glass`, which no later evidence can outweigh",
        [(GLASS, "likelihood: {storm: 0, keeper: 50%}\n    why: x")],
    ),
    (
        "certain-cell",
        "`storm` has the likelihood 100% for `glass`, which no later evidence can outweigh",
        [(GLASS, "likelihood: {storm: 100%, keeper: 50%}")],
    ),
    (
        "given-uncertain",
        "`glass` is given `boat`, which is merely reported: one row serves whether it happened or not",
        [(GLASS, GLASS + "\n    given: boat")],
    ),
    (
        "ungraded-source",
        "`harbour` has neither a grade nor a reliability, and counts as F (unknown)",
        [(", grade: B", "")],
    ),
    (
        "grade-not-used",
        "`harbour` has a grade and a reliability: the reliability counts",
        [("grade: B", "grade: B, reliability: 0.7")],
    ),
    (
        "same-source-twice",
        "`r1` and `r3` are two reports by `harbour` on `boat`, and count as independent",
        [(R1, R1 + "\n      - {id: r3, source: harbour, on: 2024-05-07}")],
    ),
    (
        "likely-copy",
        "`r2` has the same quotation as `r1`, and counts as independent of it",
        [
            (R1, R1[:-1] + f", {QUOTE}}}"),
            ("via: r1, on: 2024-05-06", f"on: 2024-05-06, {QUOTE.replace('boat', 'BOAT ')}"),
        ],
    ),
    (
        "likely-copy",
        "`r2` has the same address as `r1`, and counts as independent of it",
        [(R1, R1[:-1] + ', url: "https://a.example/1"}'), ("via: r1, on", 'url: "https://a.example/1/", on')],
    ),
    (
        "unused-unseen",
        "`r3` is `seen: false`, and nothing came via it",
        [(R1, R1 + "\n      - {id: r3, source: gazette, seen: false, via: r1, on: 2024-05-07}")],
    ),
    (
        "repeat-before",
        "`r2` (2024-05-01) is dated before `r1` (2024-05-05), which it came via",
        [("on: 2024-05-06", "on: 2024-05-01")],
    ),
    ("undated", "as of 2024-05-20, one report has no date and counts from the start: `r2`", [(", on: 2024-05-06", "")]),
    (
        "undated",
        "as of 2024-05-20, 2 established items have no date and count from the start: `glass` and `supper`",
        [
            ("    on: 2024-05-04\n    likelihood: {storm: 10%", "    likelihood: {storm: 10%"),
            ("    on: 2024-05-04\n    likelihood: {storm: 60%", "    likelihood: {storm: 60%"),
        ],
    ),
    (
        "same-ending",
        "all 2 parallels of `c` ended as `storm`: were they chosen because they fit?",
        [("indicators:", f"reference_classes:\n  - {{id: c, rule: x, {PARALLELS}}}\nindicators:")],
    ),
    (
        "counted-twice",
        "`glass` selected the reference class `c` and speaks again as evidence",
        [
            (
                "indicators:",
                "reference_classes:\n  - {id: c, rule: x, selected_by: [glass], parallels: [{event: y}]}\nindicators:",
            )
        ],
    ),
    (
        "no-indicators",
        "nothing is named that would settle the question later",
        [("indicators:\n  - {id: logbook, statement: A page is missing., likelihood: {storm: 5%, keeper: 60%}}\n", "")],
    ),
]


@pytest.mark.parametrize(("code", "message", "changes"), KINDS, ids=[f"{k[0]}: {k[1][:30]}" for k in KINDS])
def test_each_kind_of_advice_is_given(code: str, message: str, changes: list[Change]) -> None:
    given = advice_on(changed(*changes))
    assert (code, message) in [(a.code, a.message) for a in given]
    assert all(a.fix and a.place for a in given)


def test_every_kind_of_advice_has_a_case_here() -> None:
    assert {code for code, _, _ in KINDS} == set(WORDS)


QUIET: list[tuple[str, str, list[Change]]] = [
    ("large-factor", "with a reason", [(GLASS, "likelihood: {storm: 0.01%, keeper: 50%}\n    why: A measured rate.")]),
    (
        "one-sided",
        "with two items only",
        [
            (
                "    on: 2024-05-04\n    likelihood: {storm: 60%, keeper: 30%}",
                "    on: 2024-05-04\n    likelihood: {storm: 60%, keeper: 60%}",
            )
        ],
    ),
    (
        "given-uncertain",
        "with otherwise",
        [(GLASS, GLASS + "\n    given: boat\n    otherwise: {storm: 1%, keeper: 2%}")],
    ),
    ("given-uncertain", "given an established item", [(GLASS, GLASS + "\n    given: supper")]),
    (
        "same-source-twice",
        "by an instrument",
        [
            ("grade: B", "grade: B, one_instrument: true"),
            (R1, R1 + "\n      - {id: r3, source: harbour, on: 2024-05-07}"),
        ],
    ),
    (
        "likely-copy",
        "with via",
        [(R1, R1[:-1] + f", {QUOTE}}}"), ("via: r1, on: 2024-05-06", f"via: r1, on: 2024-05-06, {QUOTE}")],
    ),
    ("ungraded-source", "with rates", [("grade: B", "hit_rate: 0.9, false_alarm_rate: 0.1")]),
    ("undated", "without an as-of date", [("as_of: 2024-05-20\n", ""), (", on: 2024-05-06", "")]),
    (
        "counted-twice",
        "with equal cells",
        [
            (GLASS, "likelihood: {storm: 30%, keeper: 30%}"),
            (
                "indicators:",
                "reference_classes:\n  - {id: c, rule: x, selected_by: [glass], parallels: [{event: y}]}\nindicators:",
            ),
        ],
    ),
    (
        "similar-names",
        "with numbers",
        [("The storm broke the lamp", "The work of keeper 1"), ("The keeper put it out", "The work of keeper 2")],
    ),
]


@pytest.mark.parametrize(("code", "changes"), [(q[0], q[2]) for q in QUIET], ids=[f"{q[0]} {q[1]}" for q in QUIET])
def test_advice_is_not_given_without_cause(code: str, changes: list[Change]) -> None:
    assert code not in [a.code for a in advice_on(changed(*changes))]


def test_advice_comes_in_the_order_of_the_file() -> None:
    given = advice_on(SOUND.replace("grade: ", "kind: ").replace("on: 2024-05-04", ""))
    lines = [a.place.line for a in given if a.place]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_long_lists_of_names_are_cut() -> None:
    assert name_some(["a"]) == "`a`"
    assert name_some(["a", "b", "c"]) == "`a`, `b` and `c`"
    assert name_some(list("abcdefg")) == "`a`, `b`, `c`, `d` and 3 more"


def test_what_did_not_happen_is_judged_by_the_chance_of_that() -> None:
    """0.9999999 against 0.5 is no great factor for what happened, and five million to one for what did not."""
    state = "statement: The glass is unbroken.\n    established: "
    happened = changed((GLASS, "likelihood: {storm: 0.9999999, keeper: 0.5}"))
    did_not = happened.replace(f"{state}true", f"{state}false")
    assert did_not != happened
    assert "large-factor" not in {advice.code for advice in advice_on(happened)}
    assert "large-factor" in {advice.code for advice in advice_on(did_not)}
