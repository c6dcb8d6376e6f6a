"""`rashomon review`: decisions by key and by option, saved one by one; the case at the end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Finder, ItemKind, Polarity, Role, State, VoiceKind
from rashomon.drafting.keeping import KeptDraft, open_draft, write_draft
from tests.library.cli.conftest import Run
from tests.library.drafting.drafts import draft as lamp_draft

ADA = ("Ada Quill", VoiceKind.AUTHOR, "")
WAITING = tuple(item.model_copy(update={"state": State.PROPOSED}) for item in lamp_draft().items)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a draft in which every item waits."""
    path = tmp_path / "lamp.draft.json"
    write_draft(path, lamp_draft(*WAITING))
    return path


def keys(run: Run, path: Path, *lines: str) -> Draft:
    """Type keys, and return the draft as it is on disk then."""
    done = run("review", str(path), stdin="\n".join(lines))
    assert done.code == 0, done.err
    assert max(map(len, done.out.splitlines())) <= 80
    return open_draft(path).draft


def test_accept_and_reject_go_on_to_the_next_that_waits(run: Run, path: Path) -> None:
    draft = keys(run, path, "a", "r", "a")
    assert [item.state for item in draft.items[:4]] == [
        State.ACCEPTED,
        State.REJECTED,
        State.ACCEPTED,
        State.PROPOSED,
    ]


def test_an_edit_changes_the_label_and_never_the_quoted_words(run: Run, path: Path) -> None:
    draft = keys(run, path, "g i5", "e A storm broke it")
    item = draft.item("i5")
    assert (item.label, item.text, item.state) == ("A storm broke it", "the storm broke the lamp", State.ACCEPTED)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("g 5", "k evidence"), {"kind": ItemKind.EVIDENCE}),
        (("g 5", "k 6"), {"kind": ItemKind.EVIDENCE}),
        (("g 5", "k", "evidence"), {"kind": ItemKind.EVIDENCE}),
        (("g 5", "p denied"), {"polarity": Polarity.DENIED}),
        (("g 15", "p unclassified"), {"role": Role.UNCLASSIFIED}),
        (("g 5", "k nonsense"), {"kind": ItemKind.EXPLANATION, "state": State.PROPOSED}),
        (("g 5", "e", ""), {"state": State.PROPOSED}),
        (("g 5", "m 5"), {"state": State.PROPOSED}),
        (("g 5", "m i99"), {"state": State.PROPOSED}),
        (("g 5", "m i1"), {"state": State.PROPOSED}),
        (("g 5", "a", "g 5", "o"), {"state": State.PROPOSED}),
        (("g 5", "s"), {"state": State.PROPOSED}),
    ],
)
def test_keys_that_ask(run: Run, path: Path, lines: tuple[str, ...], expected: dict[str, object]) -> None:
    draft = keys(run, path, *lines)
    item = next(one for one in draft.items if f"i{lines[0].split()[-1]}" == one.id)
    assert {name: getattr(item, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("2-4", "the storm broke"),
        ("the storm", "the storm"),
        ("THE LAMP", "the lamp"),
        ("The glass was whole", "The glass was whole"),  # another sentence of the block
    ],
)
def test_other_words_of_the_source(run: Run, path: Path, answer: str, text: str) -> None:
    item = keys(run, path, "g 5", f"c {answer}").item("i5")
    assert (item.text, item.state) == (text, State.ACCEPTED)


def test_words_typed_with_the_keyboards_own_signs_are_found(run: Run, path: Path) -> None:
    item = keys(run, path, "g 7", 'c writes: "Stories are going round').item("i7")
    assert item.text == "writes: “Stories are going round"


@pytest.mark.parametrize("answer", ["the storm broke the pier", "0-3", "3-99", "I do not think"])
def test_words_that_do_not_stand_there_are_refused(run: Run, path: Path, answer: str) -> None:
    before = path.read_bytes()
    done = run("review", str(path), stdin=f"g 5\nc {answer}\n")
    assert "do not stand there" in " ".join(done.out.split())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("v Ada Quill < Tom Reed",), [ADA, ("Tom Reed", VoiceKind.PERSON, "The Gazette")]),
        (("v Ada Quill ← Jo Bell", "person", "", "n"), [ADA, ("Jo Bell", VoiceKind.PERSON, "")]),
        (("v Jo  Bell", "person", "The Echo"), [("Jo Bell", VoiceKind.PERSON, "The Echo")]),
        (("v divers", "unnamed"), [("divers", VoiceKind.UNNAMED, "")]),
        (("v -",), []),
    ],
)
def test_who_says_it(run: Run, path: Path, lines: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    item = keys(run, path, "g 5", *lines).item("i5")
    assert [(voice.name, voice.kind, voice.of) for voice in item.chain] == expected
    assert item.state == State.ACCEPTED


@pytest.mark.parametrize("lines", [("v", ""), ("v Jo Bell", ""), ("v Jo Bell", "a lamp")])
def test_a_speaker_without_an_answer_changes_nothing(run: Run, path: Path, lines: tuple[str, ...]) -> None:
    before = path.read_bytes()
    keys(run, path, "g 5", *lines)
    assert path.read_bytes() == before


def test_merge_and_split(run: Run, path: Path) -> None:
    merged = keys(run, path, "g i8", "m i5").item("i8")
    assert (merged.state, merged.into) == (State.MERGED, "i5")
    assert keys(run, path, "g i8", "s").item("i8").state == State.PROPOSED
    keys(run, path, "g i8", "m i5")
    split = keys(run, path, "g i5", "s")
    assert (split.item("i8").state, split.item("i5").state) == (State.PROPOSED, State.ACCEPTED)


def test_undo_takes_back_one_decision_after_another(run: Run, path: Path) -> None:
    before = path.read_bytes()
    keys(run, path, "a", "r", "e Another", "u", "u", "u", "u")
    assert path.read_bytes() == before


def test_a_choice_of_words_in_an_unused_sentence_becomes_an_item(run: Run, path: Path) -> None:
    first = open_draft(path).draft
    draft = keys(run, path, "r", "x", "i explanation", "2-4", "q")
    added = draft.items[-1]
    assert (added.id, added.text, added.kind) == (f"i{len(first.items) + 1}", "did the lamp", ItemKind.EXPLANATION)
    assert (added.found_by, added.state) == (Finder.PERSON, State.ACCEPTED)
    assert [voice.name for voice in added.chain] == ["Ada Quill"]


def test_words_may_be_typed_and_must_be_in_the_sentence(run: Run, path: Path) -> None:
    count = len(WAITING)
    assert len(keys(run, path, "r", "x", "i explanation", "the keeper was eaten", "q").items) == count
    assert keys(run, path, "x", "i explanation", "The  LAMP", "q").items[-1].text == "the lamp"


@pytest.mark.parametrize("answer", ["0-3", "3-99", "5-2", "99999999"])
def test_words_outside_of_the_sentence_make_nothing(run: Run, path: Path, answer: str) -> None:
    assert len(keys(run, path, "r", "x", "i explanation", answer, "q").items) == len(WAITING)


def test_every_unused_sentence_is_shown(run: Run, path: Path) -> None:
    from rashomon.drafting.review.unused import unused

    left = unused(open_draft(path).draft)
    done = run("review", str(path), stdin="x\n" + "n\n" * len(left))
    shown = " ".join(done.out.split())
    for sentence in left:
        assert f"⟦{' '.join(sentence.text.split())}⟧" in shown


def test_the_words_stand_in_their_context(run: Run, path: Path) -> None:
    done = run("review", str(path), stdin="g i5\nw\n?\nz\n")
    assert "Perhaps ⟦the storm broke the lamp⟧. The glass was whole" in " ".join(done.out.split())
    assert "b5, paragraph" in done.out
    assert "undo the last decision" in done.out
    assert "`z` is no key here" in done.out


def test_what_waits_is_told_and_no_case_is_written(run: Run, path: Path) -> None:
    done = run("review", str(path), stdin="a\nq\n")
    assert "15 items wait for a decision" in done.out
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_case_is_written_when_nothing_waits(run: Run, path: Path) -> None:
    done = run("review", str(path), "--accept", "i1,2", "--reject", "i13", "--accept-all")
    assert done.code == 0
    assert "Accepted without a look at each: 13 items." in done.out
    text = (path.parent / "lamp.yaml").read_text(encoding="utf-8")
    assert "The keeper was paid" in text
    assert "Was the oil bad" not in text
    assert run("check", "lamp.yaml").code == 1  # likelihoods are left for a person


def test_a_case_without_an_explanation_says_so(run: Run, path: Path) -> None:
    every = ",".join(item.id for item in WAITING)
    assert "No explanation was accepted" in run("review", str(path), "--reject", every).out


def test_a_case_that_was_written_is_left_as_it_is(run: Run, path: Path) -> None:
    assert run("review", str(path), "--accept-all").code == 0
    case = path.parent / "lamp.yaml"
    case.write_text("mine", encoding="utf-8")
    done = run("review", str(path), stdin="q\n")
    assert (done.code, case.read_text(encoding="utf-8")) == (0, "mine")
    assert "is left as it is" in " ".join(done.out.split())


def test_an_empty_list_of_items_asks_nothing(run: Run, path: Path) -> None:
    done = run("review", str(path), "--accept", "", stdin="a\n")
    assert done.code == 0
    assert len(open_draft(path).draft.unconfirmed) == len(WAITING)


def test_the_last_decision_of_a_review_writes_the_case(run: Run, path: Path) -> None:
    done = run("review", str(path), "-o", "case.yaml", stdin="a\n" * len(WAITING) + "q\n")
    assert "Every item is decided" in done.out
    assert (path.parent / "case.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("lamp.draft.json", "--accept", "i99"), 2, "There is no item i99"),
        (("lamp.draft.json", "--accept", "i1", "--reject", "1"), 2, "both accepted and rejected"),
        (("lamp.draft.json", "-o", "there.yaml"), 2, "exists already"),
        (("lamp.draft.json", "--accept-all", "-o", "there.yaml"), 2, "exists already"),
        (("-",), 2, "name a draft in a file"),
        (("nope.json",), 2, "There is no file nope.json"),
        (("lamp.txt",), 1, "Name a file that `rashomon draft` wrote"),
        (("there.yaml",), 1, "is not a draft"),
        (("forged.json", "--accept-all"), 1, "its text is not what stands at"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    run: Run, path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (path.parent / "there.yaml").write_text("rashomon: 1\n")
    (path.parent / "lamp.txt").write_text("Why did the lamp fall?\n")
    forged = json.loads(path.read_text(encoding="utf-8"))
    forged["items"][4]["text"] = "the keeper broke the lamp"
    (path.parent / "forged.json").write_text(json.dumps(forged))
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    done = run("review", *arguments)
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_draft_that_another_program_changed_is_not_written_over(path: Path) -> None:
    from rashomon.drafting.failures import BadDecision
    from rashomon.drafting.review.decisions import accept, reject

    mine, theirs = open_draft(path), open_draft(path)
    theirs.save(accept(theirs.draft, ["i1"]))
    after = path.read_bytes()
    with pytest.raises(BadDecision, match="changed by another program"):
        mine.save(reject(mine.draft, ["i1"]))
    assert path.read_bytes() == after


def test_nothing_is_written_where_nothing_changed(path: Path) -> None:
    kept = open_draft(path)
    stamp = path.stat().st_mtime_ns
    assert isinstance(kept.save(kept.draft), KeptDraft)
    assert path.stat().st_mtime_ns == stamp
