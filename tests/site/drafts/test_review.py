"""The review page: decisions, what is shown, what is refused, and two tabs."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from rashomon.drafting.items import ItemKind, Polarity, State, VoiceKind
from rashomon_site.accounts.models import User
from rashomon_site.drafts.deciding import Overtaken, decide
from rashomon_site.drafts.models import StoredDraft
from tests.site.drafts.article import REPORT, article, stored

pytestmark = pytest.mark.slow


@pytest.fixture
def draft(author: User) -> StoredDraft:
    """The author's draft, with nothing decided."""
    return stored(author)


def send(client: Client, draft: StoredDraft, version: int = -1, **values: Any) -> HttpResponse:
    draft.refresh_from_db()
    said = {"version": draft.version if version < 0 else version, **values}
    return cast(HttpResponse, client.post(f"{draft.get_absolute_url()}decide/", said))


def page(client: Client, draft: StoredDraft, query: str = "") -> str:
    answer = client.get(draft.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def state(draft: StoredDraft, item: str) -> State:
    draft.refresh_from_db()
    return draft.draft().item(item).state


@pytest.mark.parametrize(
    ("button", "then"), [("accept", State.ACCEPTED), ("reject", State.REJECTED), ("reconsider", State.PROPOSED)]
)
def test_a_button_decides_and_leads_to_the_next_item(
    author_client: Client, draft: StoredDraft, button: str, then: State
) -> None:
    pressed: dict[str, Any] = {button: "i3"}
    send(author_client, draft, reject="i3")
    answer = send(author_client, draft, **pressed)
    assert state(draft, "i3") == then
    assert answer.status_code == 302
    if button == "accept":
        assert answer["Location"].endswith("?at=i5#item-i5")  # the next explanation, in the order of the list


def test_every_decision_can_be_taken_back_down_to_the_first(author_client: Client, draft: StoredDraft) -> None:
    before = draft.draft()
    send(author_client, draft, accept="i3")
    send(author_client, draft, do="merge", item="i5", into="i3")
    send(author_client, draft, do="add", near="96", words="inspected it", kind="evidence", polarity="denied")
    send(author_client, draft, accept_kind="comment")
    draft.refresh_from_db()
    assert [step.version for step in draft.steps.all()] == [4, 3, 2, 1]
    for _ in range(4):
        assert send(author_client, draft, undo="yes").status_code == 302
    draft.refresh_from_db()
    assert draft.draft() == before
    assert draft.waiting_items == len(before.items)
    answer = send(author_client, draft, undo="yes")
    assert answer.status_code == 400
    assert "nothing to take back" in answer.content.decode()


def test_a_second_tab_is_told_and_loses_nothing(author_client: Client, draft: StoredDraft) -> None:
    send(author_client, draft, version=0, accept="i3")
    answer = send(
        author_client,
        draft,
        version=0,
        do="change",
        item="i6",
        label="A label of mine",
        words=draft.draft().item("i6").text,
        kind="explanation",
        polarity="asserted",
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing was changed: a decision was made in between" in text
    assert "Accepted i3" in text
    assert "A label of mine" in text
    assert 'name="version" value="1"' in text
    assert state(draft, "i6") == State.PROPOSED
    assert draft.version == 1


def test_a_decision_on_an_old_version_changes_nothing(author: User, draft: StoredDraft) -> None:
    with pytest.raises(Overtaken):
        decide(author, draft.pk, 7, "Accepted", lambda one: one)
    draft.refresh_from_db()
    assert (draft.version, draft.steps.count()) == (0, 0)


def test_what_changes_nothing_is_no_step(author_client: Client, draft: StoredDraft) -> None:
    send(author_client, draft, reconsider="i3")
    draft.refresh_from_db()
    assert (draft.version, draft.steps.count()) == (0, 0)


def test_an_item_is_changed_in_all_its_parts(author_client: Client, draft: StoredDraft) -> None:
    send(
        author_client,
        draft,
        do="change",
        item="i5",
        label="No  money\nleft",
        words="ran out of money",
        kind="evidence",
        polarity="denied",
        voice_name=["Ada Marsh", "", "Harbour Watch"],
        voice_kind=["author", "person", "publication"],
        voice_of=["", "", ""],
    )
    draft.refresh_from_db()
    item = draft.draft().item("i5")
    assert (item.label, item.text, item.kind) == ("No money left", "ran out of money", ItemKind.EVIDENCE)
    assert (item.polarity, item.state) == (Polarity.DENIED, State.ACCEPTED)
    assert [(voice.name, voice.kind) for voice in item.chain] == [
        ("Ada Marsh", VoiceKind.AUTHOR),
        ("Harbour Watch", VoiceKind.PUBLICATION),
    ]


@pytest.mark.parametrize(
    ("near", "words", "found"),
    [
        ("96", "Nobody had  inspected it\r\nsince May.", "Nobody had inspected it since May."),
        ("96", "The ferry", "The ferry"),
        ("188", "🌊 high", "🌊 high"),
        ("300", "harbour’s report", "harbour’s report"),
    ],
)
def test_words_become_an_item_with_their_place(
    author_client: Client, draft: StoredDraft, near: str, words: str, found: str
) -> None:
    send(author_client, draft, do="add", near=near, words=words, kind="explanation", polarity="asserted")
    draft.refresh_from_db()
    item = draft.draft().items[-1]
    assert (item.id, item.text, item.state) == ("i10", found, State.ACCEPTED)


def test_of_words_that_stand_twice_the_nearest_are_taken(author_client: Client, draft: StoredDraft) -> None:
    text = draft.draft().document.text
    near = text.index("was", text.index("tide"))
    send(author_client, draft, do="add", near=str(near), words="was", kind="evidence", polarity="asserted")
    draft.refresh_from_db()
    assert draft.draft().items[-1].start == near


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"accept": "i99"}, "There is no item i99"),
        ({"accept": "<b>"}, "There is no item &lt;b&gt;"),
        ({"accept_kind": "explanation"}, "one by one"),
        ({"accept_kind": "nonsense"}, "one by one"),
        ({"do": "merge", "item": "i3", "into": ""}, "Choose the item"),
        ({"do": "merge", "item": "i3", "into": "i3"}, "Choose the item"),
        ({"do": "merge", "item": "i3", "into": "i1"}, "do not merge"),
        ({"do": "add", "near": "96", "words": " ", "kind": "evidence", "polarity": "asserted"}, "Choose some words"),
        ({"do": "add", "near": "96", "words": "no such", "kind": "evidence", "polarity": "asserted"}, "do not stand"),
        ({"do": "add", "near": "96", "words": "insurer", "kind": "evidence", "polarity": "asserted"}, "do not stand"),
        ({"do": "add", "near": "-1", "words": "ferry", "kind": "evidence", "polarity": "asserted"}, "No words stand"),
        ({"do": "add", "near": "9" * 50, "words": "ferry", "kind": "evidence", "polarity": "asserted"}, "No words"),
        ({"do": "add", "near": "٣", "words": "ferry", "kind": "nonsense", "polarity": "asserted"}, "Choose the kind"),
        ({"do": "add", "near": "96", "words": "Nobody", "kind": "link", "polarity": "asserted"}, "Links are found"),
        ({"do": "change", "item": "i77", "kind": "evidence", "polarity": "asserted"}, "There is no item"),
        ({"do": "change", "item": "i3", "label": " ", "kind": "evidence", "polarity": "asserted"}, "needs words"),
        ({"do": "change", "item": "i3", "label": "x", "kind": "evidence", "polarity": "maybe"}, "Choose the polarity"),
        ({}, "nothing that can be done"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    author_client: Client, draft: StoredDraft, values: dict[str, Any], said: str
) -> None:
    answer = send(author_client, draft, **values)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.draft(), draft.version) == (article(), 0)


def test_words_that_could_not_be_found_stay_in_the_form(author_client: Client, draft: StoredDraft) -> None:
    answer = send(author_client, draft, do="add", near="96", words="no such words", kind="evidence", polarity="denied")
    text = answer.content.decode()
    assert "no such words</textarea>" in text
    assert '<option value="denied" selected>' in text
    assert 'name="near" value="96"' in text


def test_every_unused_sentence_is_shown_and_offered(author_client: Client, draft: StoredDraft) -> None:
    text = page(author_client, draft)
    assert "Sentences that no item uses (2)" in text
    assert "Nobody had inspected it since May." in text
    send(author_client, draft, reject="i6")
    assert "Sentences that no item uses (3)" in page(author_client, draft)
    offered = page(author_client, draft, "?near=96")
    assert "Nobody had inspected it since May.</textarea>" in offered


def test_nothing_of_a_stranger_becomes_markup_or_a_link(author_client: Client, draft: StoredDraft) -> None:
    for query in ("", "?item=i6", "?near=230", "?show=waiting"):
        text = page(author_client, draft, query)
        assert "<script>alert" not in text
        assert "<b>Low" not in text
        assert f'href="{REPORT}' not in text
        assert "harbour.example.org" in text


@pytest.mark.parametrize("query", ["?item=i99", "?item=<b>", "?near=x", "?near=9999999", "?show=no", "?at=%00"])
def test_odd_addresses_show_the_plain_page(author_client: Client, draft: StoredDraft, query: str) -> None:
    assert "What was found" in page(author_client, draft, query)


def test_the_marks_hold_the_source_sign_for_sign(author_client: Client, author: User) -> None:
    from rashomon.drafting.review.unused import unused
    from rashomon_site.drafts.showing.source import blocks_shown

    draft = article(extra=30)
    for shown in blocks_shown(draft, unused(draft)):
        assert "".join(piece.text for piece in shown.pieces) == draft.document.text_of(shown.block)
        assert all(draft.document.text.startswith(piece.text, piece.start) for piece in shown.pieces)
    assert page(author_client, stored(author, draft)).count('<li class="item') == len(draft.items)


def test_the_page_asks_the_database_little(
    author_client: Client, author: User, django_assert_max_num_queries: object
) -> None:
    kept = stored(author, article(extra=50))
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        page(author_client, kept)


# ---- who may
def test_another_writer_does_not_find_it(contributor_client: Client, draft: StoredDraft) -> None:
    for address in ("", "draft.json"):
        assert contributor_client.get(draft.get_absolute_url() + address).status_code == 404
    for address in ("decide/", "make/", "delete/", "again/"):
        assert contributor_client.post(draft.get_absolute_url() + address, {"accept": "i1"}).status_code == 404
    assert draft.title not in contributor_client.get("/desk/articles/").content.decode()
    assert state(draft, "i1") == State.PROPOSED


def test_an_editor_sees_and_decides(editor_client: Client, draft: StoredDraft) -> None:
    assert draft.title in editor_client.get("/desk/articles/").content.decode()
    send(editor_client, draft, accept="i1")
    assert state(draft, "i1") == State.ACCEPTED
