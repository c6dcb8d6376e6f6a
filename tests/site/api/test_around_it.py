"""What holds for every request: ETags, HEAD, CORS, counting, and the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from rashomon_site.api import rates
from rashomon_site.api.pages.openapi import openapi_text
from rashomon_site.operations.client_address import client_network
from tests.site.api.conftest import SMALL, Program

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[3] / "docs"

READS = ["/", "/cases", "/cases/wagner-2023", "/cases/wagner-2023/revisions/2/document", "/openapi.json",
         "/cases/wagner-2023/revisions/2/analysis", "/sources", "/predictions", "/search?q=a"]  # fmt: skip


@pytest.mark.parametrize("path", READS)
def test_what_one_has_is_not_sent_again(stranger: Program, path: str) -> None:
    first = stranger.get(path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, no-cache"
    for line in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = stranger.get(path, If_None_Match=line)
        assert (again.status, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert stranger.get(path, If_None_Match='"other"').status == 200


def test_the_etag_changes_with_the_case(editors: Program) -> None:
    before = editors.get("/cases/wagner-2023").headers["ETag"]
    editors.post("/cases/wagner-2023/revisions", {"text": SMALL, "parent": 2})
    assert editors.get("/cases/wagner-2023").headers["ETag"] != before


@pytest.mark.parametrize("path", READS)
def test_head_is_get_without_content(stranger: Program, path: str) -> None:
    got, head = stranger.get(path), stranger.ask("HEAD", path)
    assert (head.status, head.content) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(got.content))


def test_pages_of_other_sites_may_read_and_never_write(stranger: Program, editors: Program) -> None:
    read = stranger.get("/cases", Origin="https://blog.example")
    assert read.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in read.headers
    asked = stranger.ask("OPTIONS", "/cases", Origin="https://blog.example", Access_Control_Request_Method="POST")
    assert asked.status == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "authorization" not in asked.headers["Access-Control-Allow-Headers"].lower()
    assert asked.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert stranger.get("/cases/none").headers["Access-Control-Allow-Origin"] == "*"  # so that its error can be read
    for reply in (
        editors.get("/cases"),
        editors.post("/cases", {"text": SMALL}),
        stranger.post("/check", {"text": "a"}),
    ):
        assert "Access-Control-Allow-Origin" not in reply.headers


def test_no_cookie_is_set_or_needed(stranger: Program) -> None:
    assert not stranger.get("/cases").headers.get("Set-Cookie")
    assert not stranger.client.cookies
    assert "Cookie" not in stranger.get("/cases").headers.get("Vary", "")
    assert stranger.get("/cases").headers["Vary"] == "Accept, Authorization, Accept-Encoding"


def test_too_many_requests_are_refused_for_a_while(stranger: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "time", lambda: 1_000_000_020.0)
    monkeypatch.setitem(rates.READS, "anonymous", 2)
    first = stranger.get("/cases")
    assert first.headers["RateLimit-Policy"] == '"read";q=2;w=60'
    assert first.headers["RateLimit"] == '"read";r=1;t=60'
    assert stranger.get("/cases/none").status == 404  # counts as well
    reply = stranger.get("/cases")
    assert (reply.status, reply.body["error"]["code"], reply.headers["Retry-After"]) == (429, "too-many", "60")
    assert stranger.post("/check", {"text": SMALL}).status == 200  # counted apart
    assert Program(client=Client(REMOTE_ADDR="192.0.2.7")).get("/cases").status == 200
    monkeypatch.setattr(rates, "time", lambda: 1_000_000_080.0)
    assert stranger.get("/cases").status == 200


def test_a_token_is_counted_by_itself(
    stranger: Program, editors: Program, contributors: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rates.READS, "anonymous", 1)
    monkeypatch.setitem(rates.READS, "token", 2)
    assert [stranger.get("/cases").status for _ in range(2)] == [200, 429]
    assert [editors.get("/cases").status for _ in range(3)] == [200, 200, 429]
    assert contributors.get("/cases").status == 200
    assert stranger.get("/cases", Authorization="Bearer guess").status == 429  # guessing is counted by address


@pytest.mark.parametrize(
    ("near", "passed", "proxies", "network"),
    [
        ("192.0.2.7", "", 0, "192.0.2.7"),
        ("192.0.2.7", "10.0.0.1", 0, "192.0.2.7"),
        ("127.0.0.1", "10.9.9.9, 192.0.2.8", 1, "192.0.2.8"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::"),
        ("::ffff:192.0.2.9", "", 0, "192.0.2.9"),
        ("", "", 0, "unknown"),
    ],
)
def test_clients_are_told_apart(settings: object, near: str, passed: str, proxies: int, network: str) -> None:
    settings.PROXIES = proxies  # type: ignore[attr-defined]  # Django's settings know their names at run time
    request = RequestFactory().get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=passed)
    assert client_network(request) == network


def test_the_committed_document_is_that_of_the_code() -> None:
    committed = (DOCS / "openapi-1.json").read_text(encoding="utf-8")
    hint = "docs/openapi-1.json is stale: python -m rashomon_site.api > docs/openapi-1.json"
    assert committed == openapi_text(), hint
    assert json.loads(committed)["info"]["version"].split(".")[0] == "1"


def test_every_operation_is_in_the_written_documents() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    for path, methods in json.loads(openapi_text())["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {path.removeprefix('/api/v1')}`" in text, f"{method} {path}"
    from rashomon_site.api.failures import KINDS

    for kind in KINDS.values():
        assert f"| `{kind.code}` | {kind.status} |" in text, kind.code
