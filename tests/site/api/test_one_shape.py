"""Every operation, every kind of failure: one shape, the status it is documented with, and no surprise."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.api.failures import KINDS
from rashomon_site.api.models import ApiToken, Scope
from rashomon_site.api.operations import cases
from rashomon_site.api.pages.openapi import openapi_text
from tests.site.api.conftest import SMALL, MakeProgram, Program, Reply

pytestmark = pytest.mark.django_db

DOCUMENT = json.loads(openapi_text())
OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
IDS = [operation["operationId"] for _, _, operation in OPERATIONS]
WITH_BODY = [(method, path, operation) for method, path, operation in OPERATIONS if "requestBody" in operation]
each = pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=IDS)
each_with_body = pytest.mark.parametrize(
    ("method", "path", "operation"), WITH_BODY, ids=[operation["operationId"] for _, _, operation in WITH_BODY]
)


def filled(path: str, slug: str = "wagner-2023", number: str = "2") -> str:
    """Put values into an address."""
    return path.replace("{slug}", slug).replace("{number}", number).replace("{id}", "1")


def check_failure(reply: Reply, status: int, code: str = "") -> dict[str, Any]:
    """Check the one shape of a failure and return what is in it."""
    assert reply.status == status, reply.body
    assert reply.headers["Content-Type"].startswith("application/json")
    assert set(reply.body) == {"ok", "error"}
    assert reply.body["ok"] is False
    error: dict[str, Any] = reply.body["error"]
    assert set(error) - {"conflict"} == {"code", "message", "status", "details", "documentation"}
    assert error["status"] == status == KINDS[error["code"]].status
    assert not code or error["code"] == code
    assert error["message"].endswith((".", "…"))
    assert error["documentation"].endswith(f"/api/#error-{error['code']}")
    for detail in error["details"]:
        assert set(detail) == {"place", "message", "fix"}
        assert detail["message"]
    assert "no-store" in reply.headers["Cache-Control"]
    return error


@each
def test_an_unknown_token_is_refused_everywhere(
    sample_site: None, method: str, path: str, operation: dict[str, Any]
) -> None:
    for secret in ("rsh_" + "A" * 43, "x", "", "é"):
        reply = Program().ask(
            method, filled(path), {} if "requestBody" in operation else None, Authorization=f"Bearer {secret}"
        )
        check_failure(reply, 401, "token-refused")
        assert "WWW-Authenticate" in reply.headers
        assert "401" in operation["responses"]


@each
def test_what_is_not_there_is_not_found(editors: Program, method: str, path: str, operation: dict[str, Any]) -> None:
    if "{" not in path:
        return
    body = {"text": SMALL, "parent": 1, "revision": 1, "reason": "x", "settings": [{"path": "widening", "value": "1"}]}
    schema = _body_schema(operation)
    sent = {name: body[name] for name in schema.get("required", [])} if schema else None
    check_failure(editors.ask(method, filled(path, slug="no-such-thing"), sent), 404, "not-found")
    if "{number}" in path:
        for number in ("0", "99", "9" * 30, "9" * 6000):
            check_failure(editors.ask(method, filled(path, number=number), sent), 404, "not-found")


def _body_schema(operation: dict[str, Any]) -> dict[str, Any]:
    if "requestBody" not in operation:
        return {}
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    found: dict[str, Any] = DOCUMENT["components"]["schemas"][name]
    return found


@each
def test_other_methods_are_refused_with_the_list_of_those_that_work(
    stranger: Program, method: str, path: str, operation: dict[str, Any]
) -> None:
    mine = {verb.upper() for verb in DOCUMENT["paths"][path]}
    for other in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"} - mine:
        reply = stranger.ask(other, filled(path))
        check_failure(reply, 405, "wrong-method")
        assert mine | {"OPTIONS"} <= set(reply.headers["Allow"].split(", "))


@each_with_body
def test_bodies_that_are_no_json(editors: Program, method: str, path: str, operation: dict[str, Any]) -> None:
    for body in (b"{", b"[1]", b"nul", b"\xff\xfe", b'{"text": NaN}', b"[" * 100_000, b'"text"'):
        reply = raw(editors, method, filled(path), body, "application/json")
        check_failure(reply, 400, "malformed")
    check_failure(raw(editors, method, filled(path), b"text=1", "application/x-www-form-urlencoded"), 415, "wrong-type")
    check_failure(raw(editors, method, filled(path), b"{}", "text/plain"), 415, "wrong-type")


@each_with_body
def test_bodies_that_are_too_large(editors: Program, method: str, path: str, operation: dict[str, Any]) -> None:
    body = b'{"text": "' + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}'
    check_failure(raw(editors, method, filled(path), body, "application/json"), 413, "too-large")


@each_with_body
def test_all_that_is_wrong_is_told_at_once(editors: Program, method: str, path: str, operation: dict[str, Any]) -> None:
    schema = _body_schema(operation)
    error = check_failure(editors.ask(method, filled(path), {"surplus": 1, "more": 2}), 422, "invalid")
    places = {detail["place"] for detail in error["details"]}
    assert places == {"body.surplus", "body.more", *(f"body.{name}" for name in schema["required"])}
    check_failure(editors.ask(method, filled(path), {key: [[]] for key in schema["properties"]}), 422, "invalid")
    empty = raw(editors, method, filled(path), b"", "application/json")
    check_failure(empty, 422, "invalid")


def raw(program: Program, method: str, path: str, body: bytes, kind: str) -> Reply:
    """Send bytes as they are."""
    answer = program.client.generic(
        method, path, body, content_type=kind, headers={"Authorization": f"Bearer {program.secret}"}
    )
    return Reply(answer.status_code, json.loads(answer.content), answer.headers, answer.content)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("limit=0&cursor=nonsense&state=odd", {"query.limit", "query.state"}),
        ("limit=x&subject=NO%00&published_since=2020-01-01", {"query.limit", "query.subject", "query.published_since"}),
        ("limit=101", {"query.limit"}),
        ("published_since=0.5", {"query.published_since"}),
        ("published_since=0001-01-01T00:00:00%2B14:00", {"query.published_since"}),
        ("published_since=9999-12-31T23:59:59-14:00", {"query.published_since"}),
        ("published_since=2024-02-30T00:00:00Z", {"query.published_since"}),
        ("cursor=nonsense", {"query.cursor"}),
        ("cursor=%C3%A9%00", {"query.cursor"}),
        ("subjet=x&limt=2", {"query.subjet", "query.limt"}),
    ],
)
def test_all_parameters_are_checked_at_once(stranger: Program, query: str, places: set[str]) -> None:
    error = check_failure(stranger.get(f"/cases?{query}"), 422, "invalid")
    assert {detail["place"] for detail in error["details"]} == places


def test_a_cursor_belongs_to_its_list(stranger: Program) -> None:
    address = stranger.get("/cases?limit=1").body["next"]
    cursor = re.search(r"cursor=([^&]+)", address)
    assert cursor
    check_failure(stranger.get(f"/sources?cursor={cursor[1]}"), 422, "invalid")


@pytest.mark.parametrize(
    "path",
    ["/api/v1/nothing", "/api/v2/cases", "/api/nothing", "/api/v1/cases/"],
)
def test_addresses_that_are_none(stranger: Program, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        check_failure(stranger.ask(method, path), 404, "not-found")


def test_a_mistake_of_ours_tells_nothing_of_itself(
    stranger: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(cases, "slice_of", fail)
    reply = stranger.get("/cases")
    check_failure(reply, 500, "internal")
    assert b"secret" not in reply.content
    assert "the secret of the house" in caplog.text


def test_a_closed_account_and_ended_tokens(program: MakeProgram, editor: User) -> None:
    from django.utils import timezone

    revoked, expired, closed = program(editor), program(editor), program(editor, Scope.WRITE)
    first, second = ApiToken.objects.filter(user=editor).order_by("pk")[:2]
    ApiToken.objects.filter(pk=first.pk).update(revoked_at=timezone.now())
    ApiToken.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    check_failure(revoked.get("/cases"), 401, "token-refused")
    check_failure(expired.get("/cases"), 401, "token-refused")
    assert closed.get("/token").body["scopes"] == ["write"]
    User.objects.filter(pk=editor.pk).update(is_active=False)
    check_failure(closed.get("/cases"), 401, "token-refused")


def test_every_kind_of_failure_is_explained_on_the_page(sample_site: None) -> None:
    page = Client().get("/api/").content.decode()
    for code in KINDS:
        assert f'id="error-{code}"' in page
    for operation in IDS:
        assert f'id="{operation}"' in page
    assert "<script" not in page
