"""What an endpoint is sent: one part of the page at a time, the key in its header, and nothing elsewhere."""

from __future__ import annotations

import json

import pytest

from rashomon.drafting.document import BlockKind
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.endpoint.configuration import Endpoint
from rashomon.drafting.propose.endpoint.reader import EndpointReader
from tests.library.drafting.drafts import LAMP, document
from tests.library.drafting.endpoint_reading import LAMP_PARTS as PARTS
from tests.library.drafting.endpoint_reading import read
from tests.library.drafting.endpoint_server import (
    KEY,
    MODEL,
    Raw,
    answering,
    items,
)
from tests.library.drafting.web_server import CERTIFICATE


def test_one_call_for_the_article_and_one_for_each_comment() -> None:
    _, server = read(items())
    assert [sorted(asked.blocks) for asked in server.asked] == [["b4", "b5"], ["b7"], ["b8"]]
    for asked in server.asked:
        assert all(text == LAMP.text_of(LAMP.block(block)) for block, text in asked.blocks.items())
        own = asked.blocks.keys()
        assert not any(
            json.dumps(LAMP.text_of(one), ensure_ascii=False)[1:-1] in asked.json["messages"][1]["content"]
            for one in LAMP.blocks
            if one.id not in own
        )
        assert "tools" not in asked.json
        assert asked.json["model"] == MODEL
        assert [message["role"] for message in asked.json["messages"]] == ["system", "user"]


def test_nothing_is_asked_about_an_article_without_words() -> None:
    reading, server = read(items(), document(((BlockKind.TITLE, "Why?", None),), ()))
    assert (server.asked, [one.kind for one in reading.found]) == ([], [ItemKind.TITLE])


def test_the_key_goes_into_the_header_alone() -> None:
    _, server = read(items())
    for asked in server.asked:
        assert asked.headers["Authorization"] == f"Bearer {KEY}"
        assert KEY not in asked.body + asked.path
        assert asked.path == "/v1/chat/completions"


def test_a_certificate_is_asked_for_before_the_key_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    with answering(items(), is_tls=True) as server:
        with pytest.raises(ReaderFailure, match="CERTIFICATE_VERIFY_FAILED"):
            EndpointReader(server.endpoint).read(LAMP)
        assert server.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        EndpointReader(server.endpoint).read(LAMP)
        assert len(server.asked) == PARTS


def test_without_a_key_there_is_no_header() -> None:
    with answering(items()) as server:
        EndpointReader(Endpoint(server.endpoint.url, MODEL)).read(LAMP)
    assert all("Authorization" not in asked.headers for asked in server.asked)


def test_neither_key_nor_text_follows_a_redirect() -> None:
    with answering(items()) as other:
        place = f"{other.endpoint.url}/chat/completions"
        with pytest.raises(ReaderFailure, match="Not followed"):
            read(Raw(b"", 307, (("Location", place),)))
        assert other.asked == []


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_proxy_is_not_given_what_is_for_this_machine(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with answering(items()) as proxy:
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
        monkeypatch.delenv("no_proxy", raising=False)
        _, server = read(items())
        assert len(server.asked) == PARTS
        assert proxy.asked == []


def test_the_host_is_told_before_anything_is_sent() -> None:
    told: list[tuple[str, int]] = []
    with answering(items()) as server:
        EndpointReader(server.endpoint, tell=lambda host: told.append((host, len(server.asked)))).read(LAMP)
        assert told == [(f"127.0.0.1:{server.server_port}", 0)]


def test_nothing_is_sent_if_whoever_is_told_refuses() -> None:
    def refuse(host: str) -> None:
        raise ReaderFailure(f"not to {host}")

    with answering(items()) as server:
        with pytest.raises(ReaderFailure, match="not to"):
            EndpointReader(server.endpoint, tell=refuse).read(LAMP)
        assert server.asked == []
