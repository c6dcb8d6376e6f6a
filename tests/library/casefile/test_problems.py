"""Everything that is wrong is said at once, in words, with its place."""

from __future__ import annotations

import pytest

from rashomon.casefile.limits import MOST_PROBLEMS
from tests.library.casefile.texts import SOUND, changed, only_problem, problems_in

ROW = "likelihood: {storm: 10%, keeper: almost certain}"
R1 = "{id: r1, source: harbour, on: 2024-05-05}"

SHAPES = [
    (
        ROW,
        "likelyhood: {storm: 10%, keeper: 20%}",
        "unknown key `likelyhood`: did you mean `likelihood`?",
        (16, 5),
    ),
    (ROW, "likelihood: {storm: 10%}", "`keeper` has no likelihood for `glass`", (16, 17)),
    (ROW, "likelihood: {storm: 10%, keeper: }", "`keeper` has no likelihood for `glass`", (16, 17)),
    (ROW, "likelihood: {storm: 10%, keeper: 170%}", "`keeper`: `170%` is outside [0, 1]", None),
    (
        ROW,
        "likelihood: {storm: 10%, keeper: likly}",
        "`keeper`: `likly` is not a probability: did you mean `likely`?",
        (16, 38),
    ),
    (ROW, "likelihood: {storm: 10%, keeper: 5-1%}", "`keeper`: the range `5-1%` runs backwards", None),
    (ROW, "likelihood: 7", "`likelihood` should be a mapping, not the number 7", (16, 17)),
    (ROW, "why: nothing", "`glass` has no `likelihood`", (12, 5)),
    (ROW, "likelihood: {storm: 10%, Keeper: 1%}", "`Keeper` is not a usable id: try `keeper`", (16, 30)),
    ("grade: B", "grade: G", "`G` is not a value of `grade`", (9, 52)),
    ("grade: B", "reliabilty: 0.5", "unknown key `reliabilty`: did you mean `reliability`?", (9, 45)),
    ("grade: B", "quote: x", "unknown key `quote`: it belongs to a report, and this is a source", (9, 45)),
    ("grade: B", "url: harbour.example", "`harbour.example` is not a web address", (9, 50)),
    ("as_of: 2024-05-20", "date: 2024-05-20", "unknown key `date`", (4, 1)),
    ("as_of: 2024-05-20", "theories: []", "unknown key `theories`: did you mean `hypotheses`?", (4, 1)),
    (
        "as_of: 2024-05-20",
        "widening: 0",
        "`widening` should be a number above 0 and up to 10, not `0`",
        (4, 11),
    ),
    ("as_of: 2024-05-20", "exhaustive: true", "`exhaustive` needs its reason as text", (4, 13)),
    ("as_of: 2024-05-20", "language: English", "`language`: `English` is not a language tag", (4, 11)),
    ("as_of: 2024-05-20", "authors: Ann", "`authors` should be a list, not the text `Ann`", (4, 10)),
    ("as_of: 2024-05-20", "authors: [Ann]", "author 1 should be a mapping, not the text `Ann`", (4, 11)),
    ("as_of: 2024-05-20", "authors: [{bio: x}]", "author 1 has no `name`", (4, 11)),
    (
        "as_of: 2024-05-20",
        "groups: [{id: g, items: [glass], related: 0.5}]",
        "`items` needs at least 2 entries",
        (4, 25),
    ),
    (
        "question: Why did the lighthouse go dark?",
        "question: 1872",
        "`question` should be text, not the number 1872",
        (3, 11),
    ),
    ("question: Why did the lighthouse go dark?", 'question: ""', "`question` is empty", (3, 11)),
    ("question: Why did the lighthouse go dark?", "question:", "the case has no `question`", (3, 1)),
    ("rashomon: 1", "title: No version", "the key `rashomon` is missing", (2, 1)),
    ("rashomon: 1", "rashomon: one", "`one` is not a version of the format", (2, 11)),
    ("rashomon: 1", "rashomon: 0", "`0` is not a version of the format", (2, 11)),
    (
        "id: storm, name: The storm broke the lamp, prior: 60%",
        "id: storm, prior: 60%",
        "`storm` has no `name`",
        (6, 5),
    ),
    (
        R1,
        "{id: r1, source: harbour, says: deny}",
        "`deny` is not a value of `says`: did you mean `denies`?",
        (23, 41),
    ),
    (
        R1,
        "{id: r1, source: harbour, credibility: 7}",
        "`credibility` should be a whole number from 1 to 6, not `7`",
        None,
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "at"), SHAPES, ids=[case[2] for case in SHAPES])
def test_each_broken_key_is_named_with_its_place(old: str, new: str, message: str, at: tuple[int, int] | None) -> None:
    found = only_problem(changed((old, new)))
    assert found.message == message
    assert found.fix
    assert found.place is not None
    if at is not None:
        assert (found.place.line, found.place.column) == at


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        ("prior: 40%", "priar: 40%"),
        ("grade: C", "grade: Z"),
        (ROW, "likelyhood: {storm: 10%}"),
        ("via: r1", "via: r1-a"),
        ("keeper: 30%}", "keper: 30%}"),
        ("[evidence:glass]", "[evidence:glas]"),
    )
    assert [(p.place.line if p.place else 0, p.message) for p in problems_in(text)] == [
        (7, "`keeper` has no prior, although other explanations have one"),
        (7, "unknown key `priar`: did you mean `prior`?"),
        (10, "`Z` is not a value of `grade`"),
        (16, "unknown key `likelyhood`: did you mean `likelihood`?"),
        (16, "`keeper` has no likelihood for `glass`"),
        (24, "unknown report `r1-a`: did you mean `r1`?"),
        (29, "`keeper` has no likelihood for `supper`"),
        (29, "unknown hypothesis `keper`: did you mean `keeper`?"),
        (33, "the text links to `[evidence:glas]`, which is no evidence item: did you mean `glass`?"),
    ]


def test_a_broken_entry_does_not_hide_or_shift_what_is_wrong_elsewhere() -> None:
    text = changed(
        ("  - id: glass\n", "  - nonsense\n  - id: glass\n"),
        ("keeper: 30%}", "keper: 30%}"),
    )
    found = {(p.code, p.place.line if p.place else 0) for p in problems_in(text)}
    assert found == {("not-a-mapping", 12), ("missing-cell", 30), ("unknown-hypothesis", 30)}


def test_a_broken_id_does_not_start_a_flood() -> None:
    text = changed(("id: storm,", "id: Storm,"))
    assert only_problem(text).code == "bad-id"


def test_a_broken_list_does_not_start_a_flood() -> None:
    start, end = SOUND.index("sources:"), SOUND.index("evidence:")
    text = SOUND[:start] + "sources: none\n" + SOUND[end:]
    assert only_problem(text).code == "not-a-list"


def test_a_broken_flag_does_not_say_that_nothing_supports_the_item() -> None:
    assert only_problem(SOUND.replace("established: true", "established: yes", 1)).code == "bad-flag"


def test_the_number_of_problems_is_bounded() -> None:
    items = "\n".join(f"  - {{id: i{n}, statement: x, likelihood: {{}}}}" for n in range(3000))
    text = SOUND.replace("indicators:", items + "\nindicators:")
    found = problems_in(text)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].message == "there are more problems than these"


def test_many_unknown_ids_are_compared_in_bounded_time() -> None:
    reports = ", ".join(f"{{id: q{n}, source: nobody-{n}}}" for n in range(5000))
    item = f"  - {{id: many, statement: y, likelihood: {{storm: 1%, keeper: 1%}}, reports: [{reports}]}}\n"
    text = SOUND.replace("  - id: supper", item + "  - id: supper")
    assert len(problems_in(text)) == MOST_PROBLEMS + 1
