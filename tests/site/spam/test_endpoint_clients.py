"""Three programs by other people ask the endpoint over loopback, each with its own code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import akismet
import httpx
import pytest
from django.core.cache import caches

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.akismet import protocol
from rashomon_site.spam.akismet.correcting import send
from rashomon_site.spam.endpoint.keys import issue_key
from rashomon_site.spam.models import FilterExample, KeyUsage, Submission
from rashomon_site.spam.rechecking import ask_services

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLIENTS = Path(__file__).parent / "clients"
BLOG = "https://blog.example.org/"


@pytest.fixture
def endpoint(live_server: Any, settings: Any) -> str:
    """The address of a running site whose endpoint is on."""
    caches["counts"].clear()
    settings.FILTER_ENDPOINT = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", ".localhost", "localhost"]
    return str(live_server.url)


@pytest.fixture
def key(administrator: User) -> str:
    return issue_key(administrator, BLOG)[1]


class ToLoopback(httpx.HTTPTransport):
    """Sends to this machine what the client, whose address is fixed, sends to the service."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = httpx.URL(url)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host=self.url.host, port=self.url.port)
        request.headers["Host"] = f"{self.url.host}:{self.url.port}"
        return super().handle_request(request)


@contextmanager
def python_client(endpoint: str, key: str) -> Iterator[akismet.SyncClient]:
    headers = {"User-Agent": akismet.USER_AGENT}
    with httpx.Client(transport=ToLoopback(endpoint), headers=headers, timeout=5) as client:
        yield akismet.SyncClient(akismet.Config(key, BLOG), http_client=client)


def test_akismet_from_pypi(endpoint: str, key: str) -> None:
    asked: dict[str, Any] = {"comment_content": "A good piece.", "comment_context": "ships", "user_agent": "Firefox"}
    with python_client(endpoint, key) as client:
        assert client.verify_key() is True
        assert client.comment_check("192.0.2.1", **asked) == akismet.CheckResponse.HAM
        assert client.comment_check("192.0.2.1", comment_author="viagra-test-123") == akismet.CheckResponse.SPAM
        assert client.submit_spam("192.0.2.1", comment_content="Cheap pills") is True
        assert client.submit_ham("192.0.2.1", **asked) is True
        assert client.usage_limit()["usage"] == 2


def test_akismet_from_pypi_with_a_wrong_key(endpoint: str) -> None:
    with python_client(endpoint, "0" * 32) as client:
        assert client.verify_key() is False
        with pytest.raises(akismet.APIKeyError):
            client.comment_check("192.0.2.1", comment_content="A good piece.")


@pytest.fixture(scope="module")
def node_clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two Node.js clients, installed by version and digest."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("CI"):
            pytest.fail("Node.js and npm are missing, with which two clients of the endpoint are tested.")
        pytest.skip("NODE.JS AND NPM ARE MISSING: two of the three clients of the endpoint are NOT tested here.")
    folder = tmp_path_factory.mktemp("clients")
    for name in ("package.json", "package-lock.json", "ask.mjs"):
        shutil.copy(CLIENTS / name, folder)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_two_clients_of_node(endpoint: str, key: str, node_clients: Path) -> None:
    port = endpoint.rsplit(":", 1)[1]
    command = ["node", "ask.mjs", port, key, BLOG]
    done = subprocess.run(command, cwd=node_clients, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    taught = {"submitSpam": "thanked", "submitHam": "thanked"}
    assert told["cedx"] == {"verify": True, "ham": 0, "spam": 1, **taught}
    assert told["cedxWrong"]["verify"] is False
    assert "not valid" in told["cedxWrong"]["ham"]
    assert "not valid" in told["cedxWrong"]["submitSpam"]
    thanks = {"submitSpam": protocol.THANKS, "submitHam": protocol.THANKS}
    assert told["akismetApi"] == {"verify": True, "ham": False, "spam": True, "honeypot": True, **thanks}
    assert told["akismetApiWrong"]["verify"] is False
    assert told["akismetApiWrong"]["ham"] == "failed: Invalid API key"
    assert FilterExample.objects.count() == 4
    usage = KeyUsage.objects.get()
    assert (usage.spam, usage.ham, usage.missed_spam, usage.false_positives) == (3, 2, 2, 2)


@pytest.mark.usefixtures("comments_without_a_form")
def test_our_own_client(
    endpoint: str, administrator: User, moderator: User, wagner: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon_site.spam.checking.at_once", list)
    settings.AKISMET_KEY = issue_key(administrator, f"{settings.SITE_URL}/")[1]
    settings.AKISMET_URL = endpoint
    assert protocol.verify_key() == (True, [])
    entry = Entry(name="viagra-test-123", text="Not spam at all.", stamp="1")
    comment = post(wagner, entry, Connection("192.0.2.5", "Firefox"))
    assert ask_services(comment.pk) == "answered"
    comment.refresh_from_db()
    assert comment.state == State.SPAM
    assert comment.checks.get(checker="akismet").kept["guid"]
    change_state(comment, State.PUBLISHED, actor=moderator)
    assert send(Submission.objects.get().pk) == "sent"
    assert KeyUsage.objects.get().false_positives == 1
