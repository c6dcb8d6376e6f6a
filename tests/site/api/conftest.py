"""Callers of the API: nobody, and tokens of people of every role."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.api.models import Scope
from rashomon_site.api.tokens import make_token

V1 = "/api/v1"
SMALL = """\
rashomon: 1
question: Who took the last biscuit?
hypotheses:
  - {id: cat, name: The cat, prior: 30%}
  - {id: dog, name: The dog, prior: 70%}
evidence:
  - {id: crumbs, statement: Crumbs lay on the shelf., established: true, likelihood: {cat: likely, dog: 5%}}
"""


@dataclass
class Reply:
    """What the API answered."""

    status: int
    body: Any
    headers: Any
    content: bytes


@dataclass
class Program:
    """Something that uses the API, with a token or without."""

    secret: str = ""
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Send a request; `path` is below /api/v1."""
        lines = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            lines["Authorization"] = f"Bearer {self.secret}"
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = self.client.generic(method, path if path.startswith("/api/") else V1 + path, headers=lines, **sent)  # type: ignore[arg-type]  # its stubs want one type
        kind = answer.headers.get("Content-Type", "")
        parsed = json.loads(answer.content) if kind.startswith("application/json") and answer.content else None
        return Reply(answer.status_code, parsed, answer.headers, answer.content)

    def get(self, path: str, **headers: str) -> Reply:
        """Read."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Reply:
        """Send."""
        return self.ask("POST", path, body, **headers)


MakeProgram = Callable[..., Program]


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    """Each test begins with nothing counted."""
    caches["counts"].clear()
    yield
    caches["counts"].clear()


@pytest.fixture
def program(sample_site: None) -> MakeProgram:
    """Return a function that makes a program with a token of somebody; all scopes unless some are named."""

    def make(user: User, *scopes: Scope) -> Program:
        return Program(make_token(user, "a test", [scope.value for scope in scopes or tuple(Scope)])[1])

    return make


@pytest.fixture
def stranger(sample_site: None) -> Program:
    """A program without a token."""
    return Program()


@pytest.fixture
def editors(program: MakeProgram, editor: User) -> Program:
    """A program of the editor."""
    return program(editor)


@pytest.fixture
def contributors(program: MakeProgram, contributor: User) -> Program:
    """A program of the contributor."""
    return program(contributor)
