"""Thousands of odd requests: no 5xx, and nothing that the OpenAPI document does not name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from rashomon_site.accounts.models import User
from rashomon_site.api import rates
from rashomon_site.api.pages.openapi import openapi_text
from tests.site.api.conftest import MakeProgram

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

schema = schemathesis.openapi.from_dict(json.loads(openapi_text()))
schema.app = WSGIHandler()  # not the one of `wsgi.py`, which starts the tasks as well

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.ignored_auth,
]
BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Let half of the addresses name what is there."""
    if path_parameters and len(str(path_parameters.get("slug", ""))) % 2:
        path_parameters["slug"] = "wagner-2023"
        if "number" in path_parameters:
            path_parameters["number"] = 1 + len(str(path_parameters["number"])) % 2
    return path_parameters


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """Keep the connection that holds the test's transaction: the end of a request would close it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def secret(program: MakeProgram, editor: User, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token that may do everything, as often as it likes."""
    for limits in (rates.READS, rates.WORK):
        for who in limits:
            monkeypatch.setitem(limits, who, 1_000_000)
    return program(editor).secret


@schema.parametrize()
@BOUNDED
def test_no_request_surprises(case: schemathesis.Case[Any], secret: str) -> None:
    lines = {"Authorization": f"Bearer {secret}", "Host": "localhost", "Accept-Encoding": "identity"}
    case.call_and_validate(headers=lines, checks=CHECKS)
