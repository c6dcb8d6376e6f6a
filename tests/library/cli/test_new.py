"""`rashomon new` asks, writes a sound and commented file, and never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import read_case_text
from rashomon.cli.starting import Start, StartHypothesis, StartItem, StartSource, case_text, make_id
from tests.library.cli.conftest import Run

ANSWERS = """\
Who took the bread?
The gulls took it
The gulls took it
The children took it

40-60%
perhaps
likely
Crumbs lay "everywhere": #1
24 June
2024-06-24
n
0.8
20%
Children were heard laughing

y
The neighbour
B
30%
70-90%
A gull was seen

y
the neighbour
60%
20%

"""


def test_the_questions_make_a_case(run: Run) -> None:
    done = run("new", "bread.yaml", stdin=ANSWERS)
    assert done.code == 0, done.err
    text = Path("bread.yaml").read_text(encoding="utf-8")
    case = read_case_text(text).case
    assert case.question == "Who took the bread?"
    assert [h.name for h in case.hypotheses] == ["The gulls took it", "The children took it"]
    assert [h.prior.text if h.prior else "" for h in case.hypotheses] == ["40-60%", "likely"]
    first, second, third = case.evidence
    assert first.statement == 'Crumbs lay "everywhere": #1'
    assert (first.established, str(first.on)) == (True, "2024-06-24")
    assert second.reports[0].source == third.reports[0].source == case.sources[0].id
    assert case.sources[0].grade == "B"
    assert text.count("#") > 10
    assert "That one is on the list already." in done.err
    assert "is not a probability" in done.err
    assert "YYYY-MM-DD" in done.err


def test_it_can_be_weighed_at_once(run: Run) -> None:
    assert run("new", "bread.yaml", stdin=ANSWERS).code == 0
    assert run("weigh", "bread.yaml").code == 0


def test_without_questions_it_writes_an_example(run: Run) -> None:
    done = run("new", "--non-interactive", "--question", "Why?", "--explanation", "This", "--explanation", "That")
    assert done.code == 0
    case = read_case_text(Path("case.yaml").read_text(encoding="utf-8")).case
    assert [h.name for h in case.hypotheses] == ["This", "That"]


def test_it_never_overwrites(run: Run) -> None:
    Path("case.yaml").write_text("precious", encoding="utf-8")
    done = run("new", "--non-interactive")
    assert done.code == 2
    assert "exists already" in done.err
    assert Path("case.yaml").read_text(encoding="utf-8") == "precious"
    Path("link.yaml").symlink_to("nowhere.yaml")
    assert run("new", "link.yaml", "--non-interactive").code == 2


def test_an_input_that_ends_early_writes_nothing(run: Run) -> None:
    done = run("new", "early.yaml", stdin="Why?\nThis\n")
    assert done.code == 2
    assert "Nothing was written" in done.err
    assert not Path("early.yaml").exists()


def test_the_file_may_go_through_a_pipe(run: Run) -> None:
    done = run("new", "-", stdin=ANSWERS)
    assert read_case_text(done.out).case.question == "Who took the bread?"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("The gulls took it", "gulls-took"),
        ("Ärger über Öl", "arger-uber-ol"),
        ("2023", "x-2023"),
        ("24 June", "x-24-june"),
        ("null", "x-null"),
        ("other", "other-2"),
        ("???", "item"),
        ("猫", "item"),
        ("taken", "taken-3"),
        ("A very long statement about many things indeed", "very-long-statement-about-many"),
    ],
)
def test_ids_are_short_and_safe(text: str, id: str) -> None:
    assert make_id(text, ["taken", "taken-2"]) == id


def test_awkward_text_survives() -> None:
    start = Start('Why: "this" # not \\ that? {x} [y] – é 猫')
    start.hypotheses = [StartHypothesis("a", "no"), StartHypothesis("b", "- yes: &x *y")]
    start.sources = [StartSource("s", "'quoted'", "A")]
    start.evidence = [StartItem("e", "It's 100% true", {"a": "almost certain", "b": "1e-3"}, "", "s")]
    case = read_case_text(case_text(start)).case
    assert case.question == start.question
    assert [h.name for h in case.hypotheses] == ["no", "- yes: &x *y"]
    assert case.sources[0].name == "'quoted'"
    assert case.evidence[0].statement == "It's 100% true"


def test_a_case_without_evidence_is_written_too() -> None:
    start = Start("Why?", [StartHypothesis("a", "A"), StartHypothesis("b", "B")])
    assert read_case_text(case_text(start)).case.evidence == ()
