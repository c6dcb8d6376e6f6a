"""Each command does what its page says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.library.cli.conftest import CASE, Run


def test_weigh_shows_the_answer_with_its_range_and_reasons(run: Run, case: str) -> None:
    done = run("weigh", case)
    assert done.code == 0
    assert done.err == ""
    for words in (
        "Who took the last biscuit?",
        "likely (67%)",
        "given these judgements",
        "What it rests on",
        "What would change the leader",
        "What to look for next",
        "A paw print is found.",
    ):
        assert words in done.out


def test_weigh_prints_the_contract(run: Run, case: str) -> None:
    from rashomon import read_casefile, weigh

    data = json.loads(run("weigh", case, "--json").out)
    file = read_casefile(case)
    assert data["rashomon"] == 1
    assert data["document_sha256"] == file.sha256
    expected = weigh(file.case).posterior
    assert {id: entry["probability"] for id, entry in data["posterior"].items()} == pytest.approx(expected, rel=1e-11)
    assert {advice["code"] for advice in data["advice"]} >= {advice.code for advice in file.advice}


def test_weigh_gives_the_same_for_file_pipe_and_json(run: Run, case: str) -> None:
    first = run("weigh", case, "--json").out
    assert run("weigh", "-", "--json", stdin=CASE).out.replace("standard input", case) == first
    exported = run("export", case, "--format", "json").out
    again = json.loads(run("weigh", "-", "--json", stdin=exported).out)
    assert again["posterior"] == json.loads(first)["posterior"]


def test_weigh_replays_a_day(run: Run, case: str) -> None:
    data = json.loads(run("weigh", case, "--json", "--as-of", "2024-03-09").out)
    assert data["as_of"] == "2024-03-09"
    assert data["evidence"]["crumbs"]["counted"]
    assert not data["evidence"]["seen"]["counted"]


def test_the_same_seed_repeats_the_runs(run: Run, case: str) -> None:
    first, again, other = (run("weigh", case, "--json", "--draws", "64", "--seed", s).out for s in ("5", "5", "6"))
    assert first == again != other
    assert json.loads(other)["seed"] == 6


def test_weigh_writes_a_report_beside_the_case(run: Run, case: str) -> None:
    done = run("weigh", case, "--html")
    assert done.code == 0
    report = Path(case).with_suffix(".html")
    assert f"Report written to {report}" in done.out
    assert "Who took the last biscuit?" in report.read_text(encoding="utf-8")


def test_the_report_goes_where_it_is_told(run: Run, case: str) -> None:
    assert run("weigh", case, "--html", "out.html").code == 0
    assert Path("out.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert run("weigh", case, "--html", "-").out.lstrip().lower().startswith("<!doctype html>")
    done = run("weigh", "--html", case)  # the option took the file for its path
    assert done.code == 0
    assert Path(case).read_text(encoding="utf-8") == CASE
    both = run("weigh", case, "--json", "--html", "b.html")
    assert json.loads(both.out)["rashomon"] == 1
    assert "Report written" in both.err


def test_check_counts_problems_and_advice(run: Run, case: str) -> None:
    done = run("check", case)
    assert done.code == 0
    assert "no problems" in done.out
    broken = CASE.replace("likelihood: {cat: likely", "likelyhood: {cat: likely")
    done = run("check", "-", stdin=broken)
    assert done.code == 1
    assert "did you mean `likelihood`" in " ".join(done.out.split())
    assert "standard input:14:" in done.out
    assert "^" in done.out


def test_check_has_a_json_form(run: Run) -> None:
    data = json.loads(run("check", "-", "--json", stdin=CASE.replace("30%", "130%")).out)
    (entry,) = data["files"]
    assert entry["advice"] == []
    assert entry["problems"][0]["line"] == 5
    assert entry["problems"][0]["path"] == ["hypotheses", 0, "prior"]


def test_why_an_explanation_shows_every_factor(run: Run, case: str) -> None:
    done = run("why", case, "cat")
    assert "0.4286" in done.out  # 30 to 70
    assert "× 13.61" in done.out
    assert "67.5%" in done.out


def test_why_an_item_shows_each_report(run: Run, case: str) -> None:
    done = run("why", case, "seen")
    assert "r1, A child: says so" in done.out
    assert "0.5968 + (1 - 0.5968) × 0.5000 = 0.7984" in done.out


def test_what_if_shows_before_and_after(run: Run, case: str) -> None:
    done = run("what-if", case, "--set", "hypotheses.cat.prior=1%", "--set", "hypotheses.dog.prior=99%")
    assert done.code == 0
    assert "hypotheses.cat.prior: 30% → 1%" in done.out
    assert "The leader changes from “The cat” to “The dog”." in done.out
    assert Path(case).read_text(encoding="utf-8") == CASE


def test_what_if_has_a_json_form(run: Run, case: str) -> None:
    data = json.loads(run("what-if", case, "--set", "sources.child.reliability=0", "--json").out)
    assert data["settings"] == [{"path": "sources.child.reliability", "before": "", "after": "0"}]
    assert data["moved"]["cat"] == pytest.approx(data["after"]["cat"] - data["before"]["cat"])


def test_what_if_shows_the_problems_of_a_change(run: Run, case: str) -> None:
    done = run("what-if", case, "--set", "evidence.crumbs.likelihood.cat=140%")
    assert done.code == 1
    assert "140%" in done.err
    assert "problem" in done.err


def test_compare_attributes_points(run: Run, case: str) -> None:
    Path("new.yaml").write_text(
        CASE.replace("dog: 5%", "dog: 50%").replace("Crumbs lay", "Some crumbs lay"), encoding="utf-8"
    )
    done = run("compare", case, "new.yaml")
    assert "evidence.crumbs.likelihood.dog: 5% → 50%" in done.out
    assert "Words only" in done.out
    assert "in the order of the file" in " ".join(done.out.split())
    data = json.loads(run("compare", case, "new.yaml", "--json").out)
    assert sum(step["moved"]["cat"] for step in data["steps"]) == pytest.approx(data["moved"]["cat"])


def test_compare_reads_one_side_from_the_pipe(run: Run, case: str) -> None:
    assert "say the same" in run("compare", case, "-", stdin=CASE).out


def test_next_shows_what_an_observation_would_do(run: Run, case: str) -> None:
    done = run("next", case)
    assert "A paw print is found." in done.out
    assert "if seen" in done.out
    data = json.loads(run("next", case, "--json").out)
    assert [entry["id"] for entry in data["next"]] == ["paw"]
    none = run("next", "-", stdin=CASE.split("indicators:", maxsplit=1)[0])
    assert "no open indicators" in none.out


def test_import_makes_a_case_that_can_be_weighed(run: Run) -> None:
    Path("m.csv").write_text("evidence,Cat,Dog\nCrumbs,C,II\nSeen,I,CC\n", encoding="utf-8")
    done = run("import", "m.csv", "--question", "Who?", "-o", "m.yaml")
    assert done.code == 0
    assert "Every reading" in done.err
    assert "question: Who?" in Path("m.yaml").read_text(encoding="utf-8")
    assert run("weigh", "m.yaml").code == 0
    assert run("import", "m.csv", "-o", "m.yaml").code == 2
    symmetric = run("import", "-", "--reading", "symmetric", stdin="evidence,Cat,Dog\nCrumbs,C,II\n").out
    assert "0.7" in symmetric


def test_import_shows_problems_with_their_place(run: Run) -> None:
    done = run("import", "-", stdin="evidence,Cat,Dog\nCrumbs,Q,II\n")
    assert done.code == 1
    assert "standard input:2:8" in done.err


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("json", '"rashomon": 1'),
        ("csv", "evidence,id,"),
        ("bif", "variable explanation"),
        ("json-ld", "schema.org"),
    ],
)
def test_export_writes_each_format(run: Run, case: str, kind: str, words: str) -> None:
    assert words in run("export", case, "--format", kind).out
    done = run("export", case, "--format", kind, "-o", "out.txt")
    assert words in Path("out.txt").read_text(encoding="utf-8")
    assert done.out == ""


def test_export_can_add_the_answer_and_the_address(run: Run, case: str) -> None:
    assert "(now)" in run("export", case, "--format", "csv", "--with-answer").out
    assert "https://example.org/b" in run("export", case, "--format", "json-ld", "--url", "https://example.org/b").out


def test_schema_is_the_librarys(run: Run) -> None:
    from rashomon.casefile import json_schema

    assert json.loads(run("schema").out) == json_schema()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    assert "_RASHOMON_COMPLETE" in run("completion", shell).out


def test_completion_knows_the_ids_and_paths_of_a_case(run_apart: Run, case: str) -> None:
    def complete(words: str, at: int) -> str:
        done = run_apart(_RASHOMON_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(at))
        assert done.code == 0, done.err
        return done.out

    assert "plain,weigh" in complete("rashomon we", 1)
    assert "plain,crumbs" in complete(f"rashomon why {case} cr", 3)
    assert "plain,sources.child.reliability=" in complete(f"rashomon what-if {case} --set sources.child.r", 4)
    assert complete("rashomon why nope.yaml cr", 3).strip() == ""


def test_days_are_read_as_days() -> None:
    from rashomon.cli.arguments import Day

    assert Day().convert("2024-02-29", None, None) == date(2024, 2, 29)
