"""Health, readiness and the request log."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import connection
from django.test import Client

from rashomon_site.operations.json_log import JsonFormatter


def test_it_is_alive_without_asking_the_database() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    assert answer["Cache-Control"].startswith("max-age=0")


def test_it_is_ready(db: None) -> None:
    assert Client().get("/readyz").json() == {"ok": True, "reason": ""}


def test_it_is_not_ready_with_tables_of_another_version(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert "rashomon site prepare" in answer.json()["reason"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_takes_no_post(path: str, db: None) -> None:
    assert Client().post(path).status_code == 405


def test_the_log_tells_nothing_of_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "rashomon_site.requests"):
        Client().get("/healthz?q=private", REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="A browser")
    assert caplog.messages[-1].startswith("GET /healthz 200 in ")
    assert not any(secret in caplog.text for secret in ("private", "192.0.2.7", "A browser"))


def test_a_json_line_holds_the_facts() -> None:
    record = logging.LogRecord("a", logging.INFO, "x.py", 1, "said %s", ("this",), None)
    record.facts = {"status": 200}
    line = json.loads(JsonFormatter().format(record))
    assert (line["message"], line["level"], line["status"]) == ("said this", "info", 200)


def test_an_ordinary_site_has_no_live_page(db: None) -> None:
    assert Client().get("/live.json").status_code == 404
