"""`rashomon draft --reader endpoint`: from the environment to the draft, with a real endpoint on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.drafting.items import Finder
from rashomon.drafting.keeping import open_draft
from tests.library.cli.articles import LAMP
from tests.library.cli.conftest import Run
from tests.library.drafting.endpoint_server import KEY, MODEL, Asked, EndpointServer, Raw, answering, items, pointer

pytestmark = pytest.mark.slow

STORM = "the storm broke the lamp"


def _storm(asked: Asked) -> Raw:
    """Point to the storm where it is, and to words that are nowhere."""
    blocks = [block for block, text in asked.blocks.items() if STORM in text]
    return items(*(pointer(block, words) for block in blocks for words in (STORM, "the keeper confessed")))


def _set(monkeypatch: pytest.MonkeyPatch, server: EndpointServer) -> None:
    monkeypatch.setenv("RASHOMON_DRAFT_ENDPOINT", server.endpoint.url)
    monkeypatch.setenv("RASHOMON_DRAFT_MODEL", MODEL)
    monkeypatch.setenv("RASHOMON_DRAFT_KEY", KEY)


def test_the_endpoint_points_and_the_draft_holds_the_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(_storm) as server:
        _set(monkeypatch, server)
        done = run("draft", "-", "--reader", "endpoint", "-o", "lamp.json", stdin=LAMP)
        assert len(server.asked) == 3
    assert f"sent to {server.endpoint.host}." in done.err
    assert KEY not in done.out + done.err
    draft = open_draft(tmp_path / "lamp.json").draft
    assert [one.text for one in draft.items if one.found_by == Finder.MODEL] == [STORM]
    assert draft.read_by == f"{MODEL} at {server.endpoint.host}"
    assert any(one.startswith("1 item of the endpoint") for one in draft.warnings)
    assert KEY not in (tmp_path / "lamp.json").read_text(encoding="utf-8")


def test_pseudonyms_keep_names_from_the_endpoint(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(_storm) as server:
        _set(monkeypatch, server)
        run("draft", "-", "--reader", "endpoint", "--pseudonyms", "-o", "lamp.json", stdin=LAMP)
    assert server.asked
    assert not any(name in asked.body for asked in server.asked for name in ("Reed", "Quill"))
    assert STORM in [one.text for one in open_draft(tmp_path / "lamp.json").draft.items]


@pytest.mark.parametrize(("status", "words"), [(401, "RASHOMON_DRAFT_KEY"), (404, "no such model"), (429, "to wait")])
def test_a_refusal_is_told_without_the_key(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, words: str
) -> None:
    with answering(Raw(b"", status)) as server:
        _set(monkeypatch, server)
        done = run("draft", "-", "--reader", "endpoint", "-o", "lamp.json", stdin=LAMP)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert KEY not in done.err
    assert not list(tmp_path.iterdir())


def test_a_key_is_not_sent_in_the_clear_to_another_host(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_DRAFT_ENDPOINT", "http://example.org/v1")
    monkeypatch.setenv("RASHOMON_DRAFT_MODEL", MODEL)
    done = run("draft", "-", "--reader", "endpoint", stdin=LAMP)
    assert done.code == 2
    assert "https://" in done.err
    assert "sent to" not in done.err
