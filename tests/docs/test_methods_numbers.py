"""docs/methods.md is right: every sum on the page is done again, and every case on it is put to the program.

A block of the page that begins with ```text NAME is one example. Its lines hold a label and a sum, several with commas
between them; those of a line that begins with `answer` are what the program finds for the case NAME below.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from rashomon import Analysis, Case, compute_posterior, weigh
from rashomon.inference import compile_case
from rashomon.inference.inputs import input_of, means
from rashomon.interchange import read_ach_csv
from rashomon.model import Quantity
from rashomon.model.rules import find_problems
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.doubt import conflict, contaminated_variant
from tests.docs.test_docs_run import ROOT

PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```text (?P<name>\S+)\n(?P<body>.*?)^```$", re.M | re.S)
PART = re.compile(r"(?P<label>(?:(?!ln\b|log2\b|exp\b)[A-Za-z][a-z]* )*)(?P<chain>.+)")
BLOCKS = {match["name"]: match["body"] for match in BLOCK.finditer(PAGE)}

Answer = dict[str, float]
Document = dict[str, Any]


# The page.


@dataclass(frozen=True)
class Sum:
    """A label and what stands after it: expressions that are equal, the last one the number as printed."""

    label: str
    chain: tuple[str, ...]
    is_answer: bool


def sums(body: str) -> Iterator[Sum]:
    """Yield the sums of a block."""
    for line in body.splitlines():
        words = " ".join(line.split())
        is_answer = words.startswith("answer ")
        for part in words.removeprefix("answer ").split(", "):
            found = PART.fullmatch(part)
            assert found, line
            yield Sum(found["label"].strip(), tuple(found["chain"].split(" = ")), is_answer)


def rounding(shown: str) -> float:
    """Return half a unit of the last place of a number as printed."""
    digits = shown.removesuffix("%")
    places = len(digits.partition(".")[2]) + (2 if shown.endswith("%") else 0)
    return 0.5 * 10.0**-places * (1 + 1e-6)


def number(shown: str) -> float:
    """Read `0.5` or `50%`."""
    return float(shown.removesuffix("%")) / (100 if shown.endswith("%") else 1)


BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
FUNCTIONS: dict[str, Callable[[float], float]] = {
    "ln": math.log,
    "log2": math.log2,
    "exp": math.exp,
    "sqrt": math.sqrt,
}


def reckon(text: str) -> float:
    """Do a sum as a pocket calculator does."""
    plain = text.replace("×", "*").replace("^", "**").replace("√", "sqrt").replace("%", "/100")
    return _reckon(ast.parse(plain, mode="eval").body)


def _reckon(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.BinOp(left=left, op=op, right=right):
            return BINARY[type(op)](_reckon(left), _reckon(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_reckon(operand)
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](_reckon(argument))
    raise ValueError(ast.dump(node))


# The cases.


def document(prior: dict[str, Any] | None, *evidence: Document, **more: Any) -> Document:
    """Return a case of established items, unless they have reports; `prior` None: a and b, without priors."""
    hypotheses = [{"id": h, "name": h, "prior": p} for h, p in (prior or {}).items()]
    hypotheses = hypotheses or [{"id": h, "name": h} for h in ("a", "b")]
    return {
        "rashomon": 1,
        "question": "Which of them?",
        "hypotheses": hypotheses,
        "evidence": [numbered(place, item) for place, item in enumerate(evidence)],
        **({} if more.pop("other", False) else {"exhaustive": "It keeps the sums short."}),
        **more,
    }


def numbered(place: int, item: Document) -> Document:
    known = {} if "reports" in item else {"established": True}
    return {"id": f"e{place}", "statement": "It happened.", **known, **item}


def row(a: Any, b: Any, *reports: Document, names: tuple[str, str] = ("a", "b"), **more: Any) -> Document:
    """Return an item with one row."""
    known = {"reports": [{"id": f"r{k}", **report} for k, report in enumerate(reports)]} if reports else {}
    return {"likelihood": dict(zip(names, (a, b), strict=True)), **known, **more}


def source(id: str, **more: Any) -> Document:
    return {"id": id, "name": id, **more}


def case_of(found: Document) -> Case:
    case = Case.model_validate(found)
    assert not list(find_problems(case))
    return case


def posterior(found: Document) -> Answer:
    return compute_posterior(case_of(found))


def analysis(found: Document) -> Analysis:
    return weigh(case_of(found))


LAMP = ("storm", "keeper")
PRIOR = {"storm": 0.6, "keeper": 0.4}
EVEN = {"a": 0.5, "b": 0.5}
GLASS = row(0.1, 0.9, names=LAMP)
TAXI = {"blue": 0.15, "green": 0.85}
YES = {"true": 0.5, "false": 0.5}
HAPPENED = ("true", "false")


def reported(*reports: str, **sources: Document) -> Answer:
    """Even odds whether it happened, and reports of it."""
    item = row(1, 0, *[{"source": r} for r in reports], names=HAPPENED)
    return posterior(document(YES, item, sources=[source(id, **more) for id, more in sources.items()]))


def ratio() -> Answer:
    found = analysis(document({"storm": 0.5, "keeper": 0.5}, row("1x", "4x", names=LAMP)))
    return {**found.posterior, "bits": found.evidence[0].bits or 0.0}


def matrix() -> Answer:
    first, *_ = read_ach_csv("evidence,a,b\nIt happened.,I,II\n")
    return compute_posterior(first.case)


def heard(names: tuple[str, str], prior: dict[str, float], **of_source: Any) -> Answer:
    item = row(1, 0, {"source": "witness"}, names=names)
    return posterior(document(prior, item, sources=[source("witness", **of_source)]))


def witnesses() -> Document:
    item = row(0.1, 0.9, {"source": "one"}, {"source": "two"}, names=LAMP)
    return document(PRIOR, item, sources=[source(id, reliability=0.6) for id in ("one", "two")])


def denial() -> Answer:
    item = row(1, 0, {"source": "party", "says": "denies"}, names=HAPPENED)
    return posterior(document(YES, item, sources=[source("party", reliability=0.1, says_regardless=0.05)]))


def gauges() -> Answer:
    one = reported("gauge", "gauge", gauge={"reliability": 0.9, "one_instrument": True})
    two = reported("first", "second", first={"reliability": 0.9}, second={"reliability": 0.9})
    return {"one gauge": one["true"], "two gauges": two["true"]}


def chained(sources: dict[str, float], *reports: Document) -> Answer:
    item = row(1, 0, *reports, names=HAPPENED)
    return posterior(document(YES, item, sources=[source(id, reliability=rho) for id, rho in sources.items()]))


def copied() -> Answer:
    return chained({"one": 0.6, "two": 0.6}, {"source": "one"}, {"source": "two", "via": "r0", "copy": 0.5})


def hearsay() -> Answer:
    told = {"source": "witness", "seen": False}
    return chained({"witness": 0.6, "neighbour": 0.5}, told, {"source": "neighbour", "via": "r0"})


def parallels(*ended: tuple[str, float]) -> Document:
    events = [{"event": f"Event {k}", "ended": h, "weight": w} for k, (h, w) in enumerate(ended)]
    return {"id": f"class-{len(ended)}", "rule": "All of them.", "parallels": events}


def reference_class() -> Answer:
    found = analysis(document(None, other=True, reference_classes=[parallels(("a", 1), ("a", 0.5), ("b", 1))]))
    return {**found.posterior, "n": found.reference_classes[0].effective_n}


def two_classes() -> Answer:
    # m = 1, so the start is 1/2 each: 4 to 1 and 1 to 1.
    first = parallels(("a", 1.0), ("a", 1.0), ("a", 1.0), ("a", 0.5), ("b", 0.5))
    return posterior(document(None, reference_classes=[first, parallels(("a", 0.5), ("b", 0.5))]))


def mean(text: str) -> Answer:
    return {"mean": float(means([input_of(Quantity.parse(text), 1.0)])[0])}


def band() -> Answer:
    found = analysis(document(EVEN, row("60-90%", 0.5))).hypothesis("a")
    return {"headline": found.probability, "low": found.low, "median": found.median, "high": found.high}


def given() -> Answer:
    lost = row(0.8, 0.4, {"source": "witness"})
    funeral = row(0.9, 0.5, given="e0", otherwise={"a": 0.3, "b": 0.5})
    return posterior(document(EVEN, lost, funeral, sources=[source("witness", reliability=0.6)]))


def group() -> Answer:
    together = {"id": "both", "items": ["e0", "e1"], "related": "related"}
    found = analysis(document(EVEN, row(0.8, 0.2), row("4x", "1x"), groups=[together]))
    bounds = found.groups[0]
    return {"headline": found.posterior["a"], "low": bounds.low["a"], "high": bounds.high["a"]}


def shapley() -> Answer:
    third = [{"likelihood": {"a": a, "b": b, "c": c}} for a, b, c in ((0.8, 0.2, 0.4), (0.5, 0.1, 0.5))]
    found = analysis(document({"a": 0.4, "b": 0.4, "c": 0.4}, *third))
    return {name: item.shapley["a"] for name, item in zip(("first", "second"), found.evidence, strict=True)}


def leave_out() -> Answer:
    [cut] = [c for c in analysis(witnesses()).leave_one_out if (c.kind, c.ids) == ("report", ("r1",))]
    return cut.posterior


def flip() -> Answer:
    ranged = analysis(document(PRIOR, row(0.1, "80-95%", names=LAMP)))
    flips = {f.input: f for f in (*analysis(document(PRIOR, GLASS)).flips, *ranged.flips)}
    cell, bar = flips["evidence.e0.likelihood.keeper"], ranged.tornado[0]
    plain = next(f for f in analysis(document(PRIOR, GLASS)).flips if f.kind == "row")
    found = {"cell flips": cell.flips_at, "distance": cell.distance, "row flips": plain.flips_at}
    assert (bar.input, cell.robustness) == (cell.input, "robust")
    known = {label: value for label, value in found.items() if value is not None}
    return {**known, "tornado low": bar.at_low, "tornado high": bar.at_high}


def indicator(**resolved: Any) -> Document:
    watched = {"id": "watched", "statement": "It is seen.", "likelihood": {"a": 0.8, "b": 0.2}, **resolved}
    return document(EVEN, indicators=[watched])


def gain() -> Answer:
    [found] = analysis(indicator()).next
    return {"gain": found.gain, "chance": found.chance, "seen": found.if_seen["a"], "unseen": found.if_not["a"]}


def log_score() -> Answer:
    [found] = analysis(indicator(resolved={"on": "2024-05-01", "outcome": "seen"})).resolved
    return {"score": found.log_score or 0.0}


def pool() -> Answer:
    """The pooled priors weighed; and, which comes to the same, what each would find, pooled."""
    item = row("3x", "1x")
    pooled = posterior(document({"a": 2 / 3, "b": 1 / 3}, item))
    each = [posterior(document({"a": p, "b": 1 - p}, item)) for p in (0.8, 0.5)]
    odds = math.sqrt(math.prod(one["a"] / one["b"] for one in each))
    assert odds / (1 + odds) == pytest.approx(pooled["a"], rel=1e-12)
    return pooled


def opposed(times: int) -> Document:
    return document(EVEN, *[row(0.9, 0.1)] * times, *[row(0.1, 0.9)] * times, other=True)


def rated() -> Answer:
    return posterior(document(PRIOR, {"likelihood": {"storm": 0.1, "keeper": 0.9, "other": 0.5}}, other=True))


def doubt() -> Answer:
    return contaminated_variant(Baseline.of(compile_case(case_of(document(PRIOR, GLASS))))).posterior


def clash() -> Answer:
    return {"conflict": conflict(Baseline.of(compile_case(case_of(opposed(1))))).measure}


CASES: dict[str, Callable[[], Answer]] = {
    "lamp": lambda: posterior(document(PRIOR, GLASS)),
    "ratio": ratio,
    "matrix": matrix,
    "taxi": lambda: heard(("blue", "green"), TAXI, hit_rate=0.8, false_alarm_rate=0.2),
    "interested": lambda: heard(("blue", "green"), TAXI, reliability=0, says_regardless=0.9),
    "two-witnesses": lambda: posterior(witnesses()),
    "denial": denial,
    "one-gauge": gauges,
    "doubtful-copy": copied,
    "hearsay": hearsay,
    "scaled-prior": lambda: posterior(document({"storm": 0.6, "keeper": 0.2}, other=True)),
    "reference-class": reference_class,
    "two-classes": two_classes,
    "range": lambda: mean("60-90%"),
    "ratio-range": lambda: mean("2-8x"),
    "band": band,
    "given": given,
    "group": group,
    "shapley": shapley,
    "leave-out": leave_out,
    "flip": flip,
    "indicator": gain,
    "pool": pool,
    "log-score": log_score,
    "opposed": lambda: posterior(opposed(1)),
    "ten-opposed": lambda: posterior(opposed(5)),
    "rated-other": rated,
    "doubt": doubt,
    "conflict": clash,
}


# The tests.


def test_every_example_has_a_case_and_every_case_an_example() -> None:
    assert list(BLOCKS) == list(CASES)
    assert PAGE.count("```text") == len(CASES)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_sum_is_right_to_the_last_place_shown(name: str) -> None:
    found = [s for s in sums(BLOCKS[name]) if len(s.chain) > 1]
    assert found
    for one in found:
        *worked, shown = one.chain
        for expression in worked:
            assert abs(reckon(expression) - number(shown)) <= rounding(shown), f"{name}: {one}"


@pytest.mark.parametrize("name", BLOCKS)
def test_the_program_finds_the_answer_that_the_page_gives(name: str) -> None:
    answers = [s for s in sums(BLOCKS[name]) if s.is_answer]
    found = CASES[name]()
    assert answers
    for one in answers:
        shown = one.chain[-1]
        assert abs(found[one.label] - number(shown)) <= rounding(shown), f"{name}: {one}, not {found[one.label]}"


def test_a_wrong_sum_and_a_wrong_rounding_would_be_noticed() -> None:
    right, wrong = sums("answer   keeper 0.36 / 0.42 = 85.7%, storm 0.06 / 0.42 = 14.2%\n")
    assert (right.label, right.is_answer) == ("keeper", True)
    assert abs(reckon(right.chain[0]) - number(right.chain[1])) <= rounding(right.chain[1])
    assert abs(reckon(wrong.chain[0]) - number(wrong.chain[1])) > rounding(wrong.chain[1])


def test_the_odds_told_in_passing() -> None:
    sure = chained({"one": 0.6, "two": 0.6}, {"source": "one"}, {"source": "two", "via": "r0"})
    alone = chained({"one": 0.6, "two": 0.6}, {"source": "one"}, {"source": "two"})
    honest = chained({"party": 0.6}, {"source": "party", "says": "denies"})
    assert sure["true"] == pytest.approx(0.8)
    assert f"it {alone['true']:.0%}" == "it 94%"
    assert "would make it 94%" in PAGE
    assert honest["false"] / honest["true"] == pytest.approx(4)
    [item] = analysis(document(PRIOR, GLASS)).evidence
    assert f"{item.bits:.2f} bits for the keeper" in " ".join(PAGE.split())


def test_the_numbers_of_the_engine_that_the_page_names() -> None:
    from rashomon.inference.inputs import GRADE_RANGES
    from rashomon.inference.sampling import NEAR
    from rashomon.inference.structure import MAX_TABLE
    from rashomon.model.quantity import PROBABILITY_WORDS, RELATION_WORDS
    from rashomon.sensitivity.flips import ROW_SPAN
    from rashomon.sensitivity.shapley import EXACT_PLAYERS, SAMPLED_STEPS
    from rashomon.weighing import DEFAULT_DRAWS

    text = " ".join(PAGE.split())
    for grade, (low, high) in GRADE_RANGES.items():
        assert f"{grade} {low:.0%}–{high:.0%}".replace("%–", "–") in text
    for word, (low, high) in PROBABILITY_WORDS.items():
        assert f"{word} {low:.0%}–{high:.0%}".replace("%–", "–") in text.lower()
    for relation, r in RELATION_WORDS.items():
        assert f"{relation} {r:g}" in text
    assert f"first {NEAR} inputs" in text
    assert f"up to {ROW_SPAN / 2:g} each" in text
    assert f"{SAMPLED_STEPS:,} steps" in text
    assert f"{DEFAULT_DRAWS:,} times" in text
    assert MAX_TABLE == 2**14
    assert "2^14 entries" in text
    assert EXACT_PLAYERS == 12
