"""Every rule of docs/methods.md that a case can break, with its words."""

from __future__ import annotations

import re

import pytest

from rashomon.casefile import read_case_text
from rashomon.model import Case
from rashomon.model.quantity import Quantity
from rashomon.model.rules import find_problems
from rashomon.model.rules.circles import circle_in_words, circles
from rashomon.model.rules.means import mean
from rashomon.model.rules.words import WORDS
from tests.library.casefile.texts import SOUND, changed, problems_in

GLASS = "likelihood: {storm: 10%, keeper: almost certain}"
SUPPER = "likelihood: {storm: 60%, keeper: 30%}"
PRIORS = (("prior: 60%", "why: x"), ("prior: 40%", "why: x"))
R1 = "{id: r1, source: harbour, on: 2024-05-05}"
R2 = "{id: r2, source: gazette, via: r1, on: 2024-05-06}"
HARBOUR = "name: The harbour master, grade: B"
INDICATOR = "{id: logbook, statement: A page is missing., likelihood: {storm: 5%, keeper: 60%}}"
KEEPER = "{id: keeper, name: The keeper put it out, prior: 40%}"
OTHERWISE = "given: boat\n    otherwise: {storm: 1%, keeper: 2%}"
Change = tuple[str, str]


def groups(*items: str) -> Change:
    listed = "".join(f"  - {{id: g{n}, items: [{ids}], related: loosely}}\n" for n, ids in enumerate(items))
    return ("indicators:", f"groups:\n{listed}indicators:")


def parallel(text: str, selected: str = "") -> Change:
    return (
        "indicators:",
        f"reference_classes:\n  - {{id: c, rule: x, {selected} parallels: [{{event: y, {text}}}]}}\nindicators:",
    )


RULES: list[tuple[str, str, list[Change]]] = [
    ("duplicate-id", "`keeper` is the id of two hypotheses", [("id: storm", "id: keeper")]),
    ("duplicate-id", "`harbour` is the id of two sources", [("id: gazette", "id: harbour")]),
    ("duplicate-id", "`glass` is the id of two evidence items", [("id: supper", "id: glass")]),
    ("duplicate-id", "`r1` is the id of two reports", [("{id: r2", "{id: r1")]),
    (
        "duplicate-id",
        "`g` is the id of two groups",
        [
            (
                "indicators:",
                (
                    "groups: [{id: g, items: [glass, supper], related: 1}, {id: g, items: [boat, glass], related: 0}]\n"
                    "indicators:"
                ),
            )
        ],
    ),
    ("indicator-is-item", "`boat` is the id of an indicator and of an evidence item", [("id: logbook", "id: boat")]),
    (
        "no-named-hypothesis",
        "only the catch-all `other` is listed",
        [("  - {id: storm, name: The storm broke the lamp, prior: 60%}\n", ""), ("id: keeper", "id: other")],
    ),
    (
        "exhaustive-with-other",
        "`exhaustive` says that no explanation can be missing, and yet `other` is listed",
        [(KEEPER, KEEPER + "\n  - {id: other, name: Else}"), ("as_of", "exhaustive: By rule.\nas_of")],
    ),
    (
        "other-is-dropped",
        "`other` is used, but `exhaustive` drops it",
        [(GLASS, "likelihood: {storm: 1%, keeper: 2%, other: 3%}"), ("as_of", "exhaustive: By rule.\nas_of")],
    ),
    ("missing-prior", "`keeper` has no prior, although other explanations have one", [(", prior: 40%", "")]),
    ("zero-priors", "every prior is zero", [("prior: 60%", "prior: 0"), ("prior: 40%", "prior: 0%")]),
    (
        "other-prior-whole",
        "`other` takes the whole prior",
        [(KEEPER, KEEPER + "\n  - {id: other, name: Else, prior: 1}")],
    ),
    ("ratio-not-allowed", "`4x` is a ratio, and a prior has to be a probability", [("prior: 60%", "prior: 4x")]),
    (
        "ratio-not-allowed",
        "`4x` is a ratio, and `reliability` has to be a probability",
        [("grade: B", "reliability: 4x")],
    ),
    (
        "ratio-not-allowed",
        "`4x` is a ratio, and `says_regardless` has to be a probability",
        [("grade: B", "says_regardless: {storm: 4x, keeper: 0.5}")],
    ),
    ("ratio-not-allowed", "`2x` is a ratio, and `copy` has to be a probability", [("via: r1", "via: r1, copy: 2x")]),
    (
        "ratio-not-allowed",
        "`1x` is a ratio, and the likelihood of an indicator has to be a probability",
        [("likelihood: {storm: 5%, keeper: 60%}", "likelihood: {storm: 1x, keeper: 60%}")],
    ),
    (
        "ratio-not-allowed",
        "`1x` is a ratio, and a cell of `otherwise` has to be a probability",
        [(GLASS, GLASS + "\n    given: boat\n    otherwise: {storm: 1x, keeper: 2%}")],
    ),
    (
        "unknown-hypothesis",
        "unknown hypothesis `keepr`: did you mean `keeper`?",
        [(GLASS, "likelihood: {storm: 1%, keeper: 2%, keepr: 3%}")],
    ),
    ("missing-cell", "`keeper` has no likelihood for `glass`", [(GLASS, "likelihood: {storm: 1%}")]),
    ("missing-cell", "`storm` has no likelihood for `logbook`", [("{storm: 5%, keeper: 60%}", "{keeper: 60%}")]),
    (
        "missing-otherwise",
        "`keeper` has no likelihood in the `otherwise` of `glass`",
        [(GLASS, GLASS + "\n    given: boat\n    otherwise: {storm: 1%}")],
    ),
    (
        "mixed-row",
        "the row of `glass` mixes ratios and probabilities",
        [(GLASS, "likelihood: {storm: 1x, keeper: 50%}")],
    ),
    ("no-unit-ratio", "no cell in the row of `glass` is `1x`", [(GLASS, "likelihood: {storm: 2x, keeper: 1-4x}")]),
    (
        "ratio-not-established",
        "`boat` is rated by ratios, but is not `established: true`",
        [("storm: 1-5%", "storm: 1x"), ("keeper: 30-60%", "keeper: 9x")],
    ),
    (
        "ratio-given-otherwise",
        "`glass` is rated by ratios, but the `otherwise` of `supper` depends on it",
        [
            (GLASS, "likelihood: {storm: 1x, keeper: 9x}"),
            (SUPPER, SUPPER + "\n    given: glass\n    otherwise: {storm: 1%, keeper: 2%}"),
        ],
    ),
    ("no-support", "`boat` is neither established nor reported", [(f"    reports:\n      - {R1}\n      - {R2}\n", "")]),
    ("unknown-item", "unknown evidence item `bote`: did you mean `boat`?", [(GLASS, GLASS + "\n    given: bote")]),
    (
        "circle-of-given",
        "`glass` is given `supper` and `supper` given `glass`: a circle",
        [(GLASS, GLASS + "\n    given: supper"), (SUPPER, SUPPER + "\n    given: glass")],
    ),
    (
        "otherwise-without-given",
        "`glass` has `otherwise` but no `given`",
        [(GLASS, GLASS + "\n    otherwise: {storm: 1%, keeper: 2%}")],
    ),
    (
        "other-rated-once",
        "`other` is rated in `otherwise` of `glass` but not in `likelihood`",
        [(GLASS, GLASS + "\n    given: boat\n    otherwise: {storm: 1%, keeper: 2%, other: 3%}")],
    ),
    ("unknown-source", "unknown source `gazete`: did you mean `gazette`?", [("source: gazette", "source: gazete")]),
    ("one-rate-only", "`harbour` has `hit_rate` but no `false_alarm_rate`", [("grade: B", "hit_rate: 0.9")]),
    ("one-rate-only", "`harbour` has `false_alarm_rate` but no `hit_rate`", [("grade: B", "false_alarm_rate: 0.9")]),
    (
        "rates-and-more",
        "`harbour` has a hit rate and a false-alarm rate, and `grade` as well",
        [("grade: B", "grade: B, hit_rate: 0.9, false_alarm_rate: 0.1")],
    ),
    (
        "rates-backwards",
        "`harbour` reports what did not happen more often than what did (0.1 against 0.9)",
        [("grade: B", "hit_rate: 0.1, false_alarm_rate: 0.9")],
    ),
    (
        "rates-backwards",
        "`harbour` reports what did not happen more often than what did (1-10% against 6%)",
        [("grade: B", "hit_rate: 1-10%, false_alarm_rate: 6%")],
    ),
    (
        "incomplete-map",
        "`says_regardless` of `harbour` does not say anything for `keeper`",
        [("grade: B", "grade: B, says_regardless: {storm: 0.5}")],
    ),
    (
        "incomplete-map",
        "`says_regardless` of `r1` does not say anything for `keeper`",
        [(R1, "{id: r1, source: harbour, says_regardless: {storm: 1%}}")],
    ),
    ("unknown-report", "unknown report `r9`", [("via: r1", "via: r9")]),
    (
        "via-other-item",
        "`q1` came via `r1`, which is a report on `boat` and not on `glass`",
        [(GLASS, GLASS + "\n    reports: [{id: q1, source: harbour, via: r1}]")],
    ),
    ("circle-of-via", "r1 came via r2 and r2 via r1: a circle", [(R1, "{id: r1, source: harbour, via: r2}")]),
    ("circle-of-via", "r2 came via itself: a circle", [("via: r1", "via: r2")]),
    ("copy-without-via", "`r1` has `copy` but no `via`", [(R1, "{id: r1, source: harbour, copy: 0.5}")]),
    (
        "copy-of-unseen",
        "`r2` has `copy`, but `r1`, which it came via, is `seen: false`",
        [(R1, "{id: r1, source: harbour, seen: false}"), ("via: r1", "via: r1, copy: 1")],
    ),
    (
        "repeat-differs",
        "`r2` is silent about it, yet is a sure repeat of `r1`, which reports it",
        [("via: r1", "via: r1, says: silent")],
    ),
    (
        "repeat-differs",
        "`r2` denies it, yet is a sure repeat of `r1`, which reports it",
        [("via: r1", "via: r1, says: denies, copy: 100%")],
    ),
    (
        "unseen-says",
        "`r1` is `seen: false` and has `says` as well",
        [(R1, "{id: r1, source: harbour, seen: false, says: reports}")],
    ),
    (
        "instrument-reliability",
        "`r1` has its own reliability, but `harbour` is `one_instrument`",
        [("grade: B", "grade: B, one_instrument: true"), (R1, "{id: r1, source: harbour, reliability: 0.5}")],
    ),
    ("item-in-two-groups", "`supper` stands in `g0` and in `g1`", [groups("glass, supper", "boat, supper")]),
    ("item-twice-in-group", "`glass` stands twice in `g0`", [groups("glass, glass")]),
    ("unknown-item", "unknown evidence item `logbook`", [groups("glass, logbook")]),
    (
        "given-in-group",
        "`glass` is rated given `supper`, and both stand in `g0`",
        [(GLASS, GLASS + "\n    given: supper"), groups("glass, supper")],
    ),
    (
        "otherwise-in-group",
        "`glass` has `otherwise`, and stands in the group `g0`",
        [(GLASS, GLASS + "\n    " + OTHERWISE), groups("glass, supper")],
    ),
    (
        "otherwise-on-grouped",
        "`boat` stands in the group `g0`, and the `otherwise` of `glass` depends on it",
        [(GLASS, GLASS + "\n    " + OTHERWISE), groups("boat, supper")],
    ),
    ("unknown-indicator", "unknown indicator `logbok`: did you mean `logbook`?", [parallel("showed: {logbok: true}")]),
    ("unknown-hypothesis", "unknown hypothesis `strom`: did you mean `storm`?", [parallel("ended: strom")]),
    (
        "unknown-item",
        "unknown evidence item `glas`: did you mean `glass`?",
        [parallel("ended: storm", "selected_by: [glas],")],
    ),
    (
        "by-before-named",
        "`logbook` was to be seen by 2024-01-01, before it was named on 2024-02-02",
        [(INDICATOR, INDICATOR[:-1] + ", by: 2024-01-01, on: 2024-02-02}")],
    ),
    (
        "resolved-before-named",
        "`logbook` was resolved on 2024-01-01, before it was named on 2024-02-02",
        [(INDICATOR, INDICATOR[:-1] + ", on: 2024-02-02, resolved: {on: 2024-01-01, outcome: seen}}")],
    ),
    (
        "unknown-link",
        "the text links to `[evidence:glas]`, which is no evidence item: did you mean `glass`?",
        [("[evidence:glass]", "[evidence:glas]")],
    ),
]


@pytest.mark.parametrize(("code", "message", "changes"), RULES, ids=[f"{r[0]}: {r[1][:40]}" for r in RULES])
def test_each_rule_names_what_breaks_it(code: str, message: str, changes: list[Change]) -> None:
    found = problems_in(changed(*changes))
    assert (code, message) in [(p.code, p.message) for p in found]
    assert all(p.fix and p.place for p in found)


def test_every_kind_of_problem_has_a_case_here() -> None:
    elsewhere = {"more-problems"}
    assert {code for code, _, _ in RULES} == set(WORDS) - elsewhere


def test_no_sentence_keeps_a_hole() -> None:
    for code, _, changes in RULES:
        for found in problems_in(changed(*changes)):
            assert not re.search(r"\{\w+\}", found.message + found.fix), code


FINE: list[tuple[str, list[Change]]] = [
    ("other may be rated, or not", [(GLASS, "likelihood: {storm: 1%, keeper: 2%, other: 3%}")]),
    ("other may state a prior", [(KEEPER, KEEPER + "\n  - {id: other, name: Else, prior: 10%}")]),
    ("no prior at all", list(PRIORS)),
    ("ratios", [(GLASS, "likelihood: {storm: 1x, keeper: 4-9x}")]),
    ("one of the priors may be zero", [("prior: 60%", "prior: 0")]),
    ("equal rates tell nothing, and are allowed", [("grade: B", "hit_rate: 0.4, false_alarm_rate: 0.4")]),
    ("a doubtful copy may differ", [("via: r1", "via: r1, says: denies, copy: 0.9")]),
    (
        "denial and silence are one outcome",
        [(R1, "{id: r1, source: harbour, says: denies}"), ("via: r1", "via: r1, says: silent")],
    ),
    ("a relay may deny", [(R1, "{id: r1, source: harbour, seen: false}"), ("via: r1", "via: r1, says: denies")]),
    (
        "an instrument may say it regardless",
        [("grade: B", "one_instrument: true"), (R1, "{id: r1, source: harbour, says_regardless: 0.1}")],
    ),
    ("says_regardless may leave out other", [("grade: B", "grade: B, says_regardless: {storm: 0.5, keeper: 1%}")]),
    ("a group beside the item it is given", [(GLASS, GLASS + "\n    given: boat"), groups("glass, supper")]),
    (
        "a link to a resolved indicator",
        [
            ("[evidence:glass]", "[evidence:logbook]"),
            (INDICATOR, INDICATOR[:-1] + ", resolved: {on: 2024-06-01, outcome: seen}}"),
        ],
    ),
    ("established and reported", [("    reports:", "    established: false\n    reports:")]),
    ("a parallel without an ending", [parallel("showed: {logbook: false}")]),
]


@pytest.mark.parametrize("changes", [case[1] for case in FINE], ids=[case[0] for case in FINE])
def test_what_methods_allows_is_allowed(changes: list[Change]) -> None:
    assert problems_in(changed(*changes)) == ()


def test_rules_work_on_a_case_without_a_file() -> None:
    case = read_case_text(SOUND).case
    broken = case.model_copy(update={"hypotheses": case.hypotheses[:1]})
    assert isinstance(broken, Case)
    assert {(p.code, p.path) for p in find_problems(broken)} >= {
        ("unknown-hypothesis", ("evidence", 0, "likelihood", "keeper"))
    }


def test_circles_are_found_once_and_tails_are_not_part_of_them() -> None:
    assert list(circles({"tail": "a", "a": "b", "b": "c", "c": "a", "d": "d", "e": "f"})) == [
        ("a", "b", "c"),
        ("d",),
    ]


def test_long_circles_are_cut() -> None:
    assert circle_in_words(("a", "b", "c"), "came via", "via") == "a came via b, b via c and c via a"
    long = circle_in_words(tuple("abcdefghij"), "came via", "via")
    assert long == "a came via b, b via c, c via d, d via e, e via f, … and j via a"


@pytest.mark.parametrize(
    ("text", "expected"), [("0.3", 0.3), ("20-80%", 0.5), ("5-20%", 0.116221), ("0-10%", 0.038955)]
)
def test_means_of_ranges(text: str, expected: float) -> None:
    """The expected means come from adaptive quadrature."""
    assert mean(Quantity.parse(text)) == pytest.approx(expected, abs=1e-6)
