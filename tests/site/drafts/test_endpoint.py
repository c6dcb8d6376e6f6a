"""Articles read by a language model elsewhere: only where one is set, by the host's name, and as the rules else."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon.drafting.items import Finder
from rashomon_site.drafts.models import ReadBy, StoredDraft
from rashomon_site.drafts.reading import read_article
from tests.library.drafting.endpoint_server import Asked, EndpointServer, Raw, answering, items, pointer

ADDRESS = "/desk/articles/"
TEXT = """Why did the ferry stop?

By Ada Marsh

The ferry stopped on Monday and nobody was told. Perhaps the pier was unsafe, said Tom Reed.

  1. It was the insurer who stopped it.
"""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def points(asked: Asked) -> Raw:
    """Point to the pier, where it is asked about, and to words that are not there."""
    block = next((block for block, words in asked.blocks.items() if "pier" in words), None)
    if block is None:
        return items()
    return items(pointer(block, "the pier was unsafe"), pointer(block, "the mayor did it"))


def add(client: Client, server: EndpointServer, settings: object, read_by: str) -> StoredDraft:
    settings.DRAFT_ENDPOINT = server.endpoint  # type: ignore[attr-defined]  # known at run time
    client.post(ADDRESS, {"way": "paste", "text": TEXT, "read_by": read_by})
    stored = StoredDraft.objects.get()
    read_article(stored.pk)
    stored.refresh_from_db()
    return stored


def test_without_an_endpoint_nobody_is_asked_who_reads(author_client: Client) -> None:
    assert "read_by" not in author_client.get(ADDRESS).content.decode()
    said = author_client.post(ADDRESS, {"way": "paste", "text": TEXT, "read_by": "endpoint"})
    assert said.status_code == 400
    assert "no language model" in said.content.decode()
    assert not StoredDraft.objects.exists()


def test_the_form_names_the_host_before_anything_is_sent(author_client: Client, settings: object) -> None:
    with answering(points) as server:
        settings.DRAFT_ENDPOINT = server.endpoint  # type: ignore[attr-defined]  # known at run time
        page = author_client.get(ADDRESS).content.decode()
        assert f"goes to <b>{server.endpoint.host}</b>" in page
        assert server.endpoint.key not in page
        assert server.asked == []


def test_a_model_points_and_what_is_not_there_is_dropped(author_client: Client, settings: object) -> None:
    with answering(points) as server:
        draft = add(author_client, server, settings, ReadBy.ENDPOINT).draft()
    assert [item.text for item in draft.found_by(Finder.MODEL) if item.role is None] == ["the pier was unsafe"]
    assert any("not there" in warning for warning in draft.warnings)
    assert "Tom Reed" in "".join(asked.body for asked in server.asked)


def test_names_are_replaced_where_that_is_wanted(author_client: Client, settings: object) -> None:
    with answering(points) as server:
        draft = add(author_client, server, settings, ReadBy.DISGUISED).draft()
    sent = "".join(asked.body for asked in server.asked)
    assert "Tom Reed" not in sent
    assert "Ada Marsh" not in sent
    assert draft.found_by(Finder.MODEL)


def test_the_rules_send_nothing(author_client: Client, settings: object) -> None:
    with answering(points) as server:
        draft = add(author_client, server, settings, ReadBy.RULES).draft()
    assert server.asked == []
    assert draft.found_by(Finder.RULES)


def test_an_endpoint_that_is_gone_is_said(author_client: Client, settings: object) -> None:
    with answering(points) as server:
        settings.DRAFT_ENDPOINT = server.endpoint  # type: ignore[attr-defined]  # known at run time
        author_client.post(ADDRESS, {"way": "paste", "text": TEXT, "read_by": "endpoint"})
    settings.DRAFT_ENDPOINT = None  # type: ignore[attr-defined]  # known at run time
    assert "no language model" in read_article(StoredDraft.objects.get().pk)
