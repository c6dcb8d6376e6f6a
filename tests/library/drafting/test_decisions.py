"""What a person decides: every step gives a sound draft, loses nothing, and leaves the one before it as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.drafting.draft import Draft, draft_to_json, read_draft
from rashomon.drafting.failures import BadDecision, Unconfirmed
from rashomon.drafting.items import Finder, ItemKind, Polarity, Role, State
from rashomon.drafting.review.casemaking import case_document
from rashomon.drafting.review.decisions import accept, add, change, merge, reconsider, reject, tidy
from tests.library.drafting.drafts import HOSTILE, ITEMS, LAMP, REED, draft, drafts, words

pytestmark = pytest.mark.slow

WAITING = draft(*(one.model_copy(update={"state": State.PROPOSED}) for one in ITEMS))


def states(decided: Draft, *ids: str) -> list[State]:
    return [decided.item(one).state for one in ids]


def test_accept_and_reject() -> None:
    decided = reject(accept(WAITING, ["i1", "i5"]), ["i5"])
    assert states(decided, "i1", "i5", "i6") == [State.ACCEPTED, State.REJECTED, State.PROPOSED]
    assert states(WAITING, "i1", "i5") == [State.PROPOSED, State.PROPOSED]


def test_reconsider_asks_again() -> None:
    assert states(reconsider(accept(WAITING, ["i1"]), ["i1"]), "i1") == [State.PROPOSED]


def test_merged_items_follow_when_their_target_is_merged() -> None:
    once = merge(WAITING, "i8", ["i9"])
    twice = merge(once, "i5", ["i8"])
    assert [twice.item(one).into for one in ("i8", "i9")] == ["i5", "i5"]
    assert states(twice, "i5", "i8", "i9") == [State.ACCEPTED, State.MERGED, State.MERGED]


def test_merging_the_other_way_round_leaves_one_of_them() -> None:
    back = merge(merge(WAITING, "i8", ["i9"]), "i9", ["i8"])
    assert states(back, "i8", "i9") == [State.MERGED, State.ACCEPTED]


def test_an_item_merged_into_itself_is_accepted() -> None:
    assert states(merge(WAITING, "i8", ["i8"]), "i8") == [State.ACCEPTED]


@pytest.mark.parametrize("undo", [reject, reconsider])
def test_what_was_merged_waits_again_when_its_target_goes(undo: Any) -> None:
    assert states(undo(merge(WAITING, "i8", ["i9"]), ["i8"]), "i9") == [State.PROPOSED]


def test_accepting_a_merged_item_parts_it() -> None:
    parted = accept(merge(WAITING, "i8", ["i9"]), ["i9"])
    assert parted.item("i9").into is None
    assert states(parted, "i9") == [State.ACCEPTED]


def test_statements_of_three_kinds_merge() -> None:
    assert merge(WAITING, "i6", ["i7", "i13"]).item("i13").into == "i6"


def test_new_places_take_the_new_words() -> None:
    start = LAMP.text.index("storm")
    changed = change(WAITING, "i5", start=start, end=start + 5).item("i5")
    assert (changed.text, changed.label, changed.state) == ("storm", "storm", State.ACCEPTED)


def test_a_label_changes_no_words() -> None:
    changed = change(WAITING, "i5", label="A storm did it").item("i5")
    assert (changed.text, changed.label) == ("the storm broke the lamp", "A storm did it")


def test_kind_polarity_and_chain_can_be_changed() -> None:
    changed = change(WAITING, "i5", kind=ItemKind.EVIDENCE, polarity=Polarity.DENIED, chain=(REED,)).item("i5")
    assert (changed.kind, changed.polarity, changed.chain) == (ItemKind.EVIDENCE, Polarity.DENIED, (REED,))


def test_a_comment_has_a_role_and_nothing_else_has() -> None:
    assert change(WAITING, "i5", kind=ItemKind.COMMENT).item("i5").role == Role.UNCLASSIFIED
    assert change(WAITING, "i15", kind=ItemKind.EVIDENCE).item("i15").role is None
    assert change(WAITING, "i15", role=Role.PROPOSES).item("i15").role == Role.PROPOSES


def test_a_selection_becomes_an_item_of_a_person() -> None:
    start = LAMP.text.index("the keeper was paid")
    made = add(WAITING, start, start + 19, ItemKind.EVIDENCE).items[-1]
    assert (made.id, made.text, made.found_by, made.state) == (
        *("i17", "the keeper was paid"),
        *(Finder.PERSON, State.ACCEPTED),
    )


GAP = LAMP.blocks[0].end
REFUSED = {
    "unknown item": lambda: accept(WAITING, ["i99"]),
    "unknown item rejected": lambda: reject(WAITING, ["nonsense"]),
    "unlike kinds": lambda: merge(WAITING, "i5", ["i6"]),
    "unknown target": lambda: merge(WAITING, "i99", ["i5"]),
    "no such field": lambda: change(WAITING, "i5", text="other words"),
    "state by the back door": lambda: change(WAITING, "i5", state="proposed"),
    "empty label": lambda: change(WAITING, "i5", label=""),
    "long label": lambda: change(WAITING, "i5", label="x" * 1001),
    "unknown kind": lambda: change(WAITING, "i5", kind="theory"),
    "made a link": lambda: change(WAITING, "i5", kind=ItemKind.LINK),
    "a role for evidence": lambda: change(WAITING, "i6", role=Role.PROPOSES),
    "places turned round": lambda: change(WAITING, "i5", start=20, end=10),
    "place between blocks": lambda: change(WAITING, "i5", start=GAP, end=GAP + 1),
    "over the end of a block": lambda: add(WAITING, 0, GAP + 5, ItemKind.EVIDENCE),
    "from one comment into the next": lambda: add(
        WAITING, LAMP.blocks[6].start, LAMP.blocks[7].start + 3, ItemKind.EVIDENCE
    ),
    "beyond the text": lambda: add(WAITING, LAMP.blocks[7].start, 10_000, ItemKind.EVIDENCE),
    "before the text": lambda: add(WAITING, -5, 3, ItemKind.EVIDENCE),
    "nothing selected": lambda: add(WAITING, 3, 3, ItemKind.EVIDENCE),
    "a blank selected": lambda: add(WAITING, 3, 4, ItemKind.EVIDENCE),
    "a link added": lambda: add(WAITING, 0, 3, ItemKind.LINK),
    "another id": lambda: add(WAITING, 0, 3, ItemKind.EVIDENCE, block="b99"),
    "an unknown field": lambda: add(WAITING, 0, 3, ItemKind.EVIDENCE, colour="red"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_done_is_refused(why: str) -> None:
    with pytest.raises(BadDecision, match=r"\w"):
        REFUSED[why]()


def test_the_message_names_the_items_that_there_are() -> None:
    with pytest.raises(BadDecision, match=r"There is no item i99\. Items are i1 to i16\."):
        accept(WAITING, ["i99"])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("  “The lamp\n went out.” ", "The lamp went out"),
        ("Was it?", "Was it"),
        ("...", "..."),
        ("a " * 600, ("a " * 500)),
    ],
)
def test_tidy(text: str, label: str) -> None:
    assert tidy(text) == label


def test_tidy_is_never_empty_for_words() -> None:
    assert all(tidy(text) for text in HOSTILE if text)


@st.composite
def steps(draw: st.DrawFn, current: Draft) -> Any:
    """Return a decision about a draft: sound, or not."""
    ids = st.sampled_from([one.id for one in current.items] + ["i99"])
    some = st.lists(ids, max_size=3)
    place = st.integers(0, len(current.document.text))
    kind = draw(st.sampled_from(ItemKind))
    one, many, label, start, end = draw(ids), draw(some), draw(words), draw(place), draw(place)
    every = (
        lambda: accept(current, many),
        lambda: reject(current, many),
        lambda: reconsider(current, many),
        lambda: merge(current, one, many),
        lambda: change(current, one, label=label),
        lambda: change(current, one, kind=kind),
        lambda: change(current, one, polarity=Polarity.DENIED),
        lambda: change(current, one, start=start, end=end),
        lambda: add(current, start, end, kind),
    )
    return every[draw(st.integers(0, len(every) - 1))]


@settings(max_examples=60)
@given(drafts(), st.data())
def test_any_decisions_keep_a_draft_sound(first: Draft, data: st.DataObject) -> None:
    current, before = first, draft_to_json(first)
    for _ in range(data.draw(st.integers(1, 8))):
        ids = [one.id for one in current.items]
        kept = draft_to_json(current)
        try:
            following = data.draw(steps(current))()
        except BadDecision:
            following = current
        assert draft_to_json(current) == kept  # so the one before is still there to go back to
        assert [one.id for one in following.items][: len(ids)] == ids
        current = following
        hold_together(current)
    assert draft_to_json(first) == before
    case_only_if_decided(current)


def hold_together(current: Draft) -> None:
    assert read_draft(draft_to_json(current)) == current
    by_id = {one.id: one for one in current.items}
    for one in current.items:
        assert current.document.text[one.start : one.end] == one.text
        if one.into is not None:
            assert by_id[one.into].state == State.ACCEPTED, "merged into what is not in the case"


def case_only_if_decided(current: Draft) -> None:
    if current.unconfirmed:
        with pytest.raises(Unconfirmed):
            case_document(current)
    else:
        wanted = [i for i in current.items if i.kind == ItemKind.EXPLANATION and i.state == State.ACCEPTED]
        assert len(case_document(current)["hypotheses"]) == len(wanted)
