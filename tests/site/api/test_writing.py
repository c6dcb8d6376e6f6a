"""Programs write with a token: who may, who may not, and what happens when two write at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.api.models import Scope
from rashomon_site.cases.models import AuditEntry, PublishedCase
from rashomon_site.cases.services.saving import create_case
from tests.site.api.conftest import SMALL, MakeProgram, Program

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHANGED = SMALL.replace("dog: 5%", "dog: 15%")
BROKEN = SMALL.replace("hypotheses:", "hypothesis:")


def new(program: Program, **more: Any) -> Any:
    """Start the small case."""
    return program.post("/cases", {"text": SMALL, "slug": "biscuit"} | more)


def test_a_case_is_started_revised_published_and_taken_down(editors: Program, stranger: Program) -> None:
    started = new(editors, message="First")
    assert started.status == 201
    assert started.body["revision"] | {"number": 1, "message": "First", "sound": True} == started.body["revision"]
    saved = editors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 1})
    assert (saved.status, saved.body["revision"]["number"], saved.body["revision"]["parent"]) == (201, 2, 1)
    again = editors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 2})
    assert (again.status, again.body["revision"]["number"]) == (200, 2)
    assert stranger.get("/cases/biscuit").status == 404
    done = editors.post("/cases/biscuit/publications", {"revision": 2, "correction": "The dog was wronged."})
    assert (done.status, done.body["publication"]["state"]) == (201, "published")
    assert stranger.get("/cases/biscuit").body["case"]["published_revision"] == 2
    assert stranger.get("/cases/biscuit/revisions").body["items"][0]["correction"] == "The dog was wronged."
    assert stranger.get("/cases/biscuit/revisions/1").status == 404  # never published
    down = editors.post("/cases/biscuit/unpublish", {"reason": "A test"})
    assert (down.status, down.body["case"]["state"]) == (200, "unpublished")
    assert stranger.get("/cases/biscuit").status == 404
    actions = set(AuditEntry.objects.filter(case_slug="biscuit").values_list("action", flat=True))
    assert actions == {"case.created", "revision.saved", "case.published", "case.unpublished"}


def test_a_publication_is_scheduled_and_called_off(editors: Program, stranger: Program) -> None:
    new(editors)
    due = (timezone.now() + timedelta(days=1)).isoformat()
    waiting = editors.post("/cases/biscuit/publications", {"revision": 1, "due_at": due}).body["publication"]
    assert waiting["state"] == "waiting"
    assert [row["id"] for row in editors.get("/cases/biscuit/publications").body["items"]] == [waiting["id"]]
    off = editors.ask("DELETE", f"/cases/biscuit/publications/{waiting['id']}")
    assert (off.status, off.body["publication"]["state"]) == (200, "withdrawn")
    assert editors.ask("DELETE", f"/cases/biscuit/publications/{waiting['id']}").status == 422
    past = editors.post("/cases/biscuit/publications", {"revision": 1, "due_at": "2020-01-01T00:00:00Z"})
    assert (past.status, past.body["error"]["details"][0]["place"]) == (422, "body.due_at")


def test_who_saves_second_gets_both_versions(editors: Program) -> None:
    new(editors)
    assert editors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 1}).status == 201
    mine = SMALL.replace("30%", "35%")
    reply = editors.post("/cases/biscuit/revisions", {"text": mine, "parent": 1})
    assert (reply.status, reply.body["error"]["code"]) == (409, "conflict")
    conflict = reply.body["error"]["conflict"]
    assert conflict["yours"] == mine
    assert (conflict["theirs"]["number"], conflict["theirs"]["text"]) == (2, CHANGED)
    assert (conflict["base"]["number"], conflict["base"]["text"]) == (1, SMALL)
    assert PublishedCase.objects.get(slug="biscuit").latest_number == 2
    assert editors.post("/cases/biscuit/revisions", {"text": mine, "parent": 2}).status == 201


def test_a_name_that_is_taken_is_refused(editors: Program) -> None:
    assert new(editors).status == 201
    reply = new(editors)
    assert (reply.status, reply.body["error"]["code"]) == (409, "slug-taken")
    assert editors.post("/cases", {"text": SMALL}).body["revision"]["case"] == "who-took-the-last-biscuit"


def test_a_draft_may_have_problems_but_is_not_published(editors: Program) -> None:
    started = editors.post("/cases", {"text": BROKEN, "slug": "biscuit"})
    assert (started.status, started.body["revision"]["sound"]) == (201, False)
    reply = editors.post("/cases/biscuit/publications", {"revision": 1})
    assert (reply.status, reply.body["error"]["code"]) == (422, "not-sound")
    assert any(detail["place"].startswith("line ") for detail in reply.body["error"]["details"])


def test_if_match_holds_writes_to_what_was_read(editors: Program) -> None:
    new(editors)
    tag = editors.get("/cases/biscuit").headers["ETag"]
    assert editors.post("/cases/biscuit/publications", {"revision": 1}, If_Match='"other"').status == 412
    assert editors.post("/cases/biscuit/publications", {"revision": 1}, If_Match=f"W/{tag}").status == 201
    reply = editors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 1}, If_Match=tag)
    assert (reply.status, reply.body["error"]["code"]) == (412, "changed")
    fresh = editors.get("/cases/biscuit").headers["ETag"]
    assert editors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 1}, If_Match=fresh).status == 201


WRITES: list[tuple[str, str, Any, Scope]] = [
    ("POST", "/cases", {"text": SMALL}, Scope.WRITE),
    ("POST", "/cases/wagner-2023/revisions", {"text": SMALL, "parent": 2}, Scope.WRITE),
    ("POST", "/cases/wagner-2023/publications", {"revision": 1}, Scope.PUBLISH),
    ("DELETE", "/cases/wagner-2023/publications/1", None, Scope.PUBLISH),
    ("POST", "/cases/wagner-2023/unpublish", {"reason": "A test"}, Scope.PUBLISH),
]


@pytest.mark.parametrize(("method", "path", "body", "scope"), WRITES)
def test_no_write_without_a_token_or_without_its_scope(
    program: MakeProgram, stranger: Program, editor: User, method: str, path: str, body: Any, scope: Scope
) -> None:
    before = AuditEntry.objects.exclude(action__startswith="token.").count()
    reply = stranger.ask(method, path, body)
    assert (reply.status, reply.body["error"]["code"]) == (401, "token-needed")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")
    others = [other for other in Scope if other != scope]
    reply = program(editor, *others).ask(method, path, body)
    assert (reply.status, reply.body["error"]["code"]) == (403, "scope-missing")
    assert AuditEntry.objects.exclude(action__startswith="token.").count() == before


def test_a_session_is_no_token(editor_client: Any) -> None:
    reply = Program(client=editor_client).post("/cases", {"text": SMALL})
    assert reply.status == 401


def test_scopes_give_no_more_than_the_role(program: MakeProgram, contributors: Program, moderator: User) -> None:
    assert contributors.post("/cases/wagner-2023/revisions", {"text": SMALL, "parent": 2}).status == 403
    assert contributors.post("/cases/wagner-2023/publications", {"revision": 1}).status == 403
    assert contributors.post("/cases/wagner-2023/unpublish", {"reason": "x"}).status == 403
    assert new(contributors).status == 201  # own
    assert contributors.post("/cases/biscuit/publications", {"revision": 1}).status == 403
    assert program(moderator).post("/cases", {"text": SMALL}).status == 403


def test_scopes_follow_the_role_of_the_moment(editors: Program, editor: User) -> None:
    body = {"text": SMALL, "parent": 2}
    User.objects.filter(pk=editor.pk).update(role=Role.CONTRIBUTOR)
    assert editors.post("/cases/wagner-2023/revisions", body).status == 403
    User.objects.filter(pk=editor.pk).update(role=Role.EDITOR)
    assert editors.post("/cases/wagner-2023/revisions", body).status == 201


def test_another_persons_draft_is_not_found(contributors: Program, editor: User) -> None:
    create_case(editor, SMALL, slug="biscuit")
    assert contributors.post("/cases/biscuit/revisions", {"text": CHANGED, "parent": 1}).status == 404


@pytest.mark.parametrize("text", ["", "   \n", "a: \x00", "\ud800"])
def test_texts_that_cannot_be_kept_are_refused(editors: Program, text: str) -> None:
    reply = editors.post("/cases", {"text": text})
    assert (reply.status, reply.body["error"]["code"]) == (422, "invalid")
