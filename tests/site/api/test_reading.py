"""Everybody reads what is published, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rashomon import read_case_text, weigh
from rashomon.explain.contract import analysis_to_json
from rashomon_site.accounts.models import User
from rashomon_site.api.models import Scope
from rashomon_site.api.operations import changes
from rashomon_site.cases.models import Publication, PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from tests.site.api.conftest import SMALL, MakeProgram, Program

pytestmark = pytest.mark.django_db


def every(program: Program, path: str) -> list[dict[str, Any]]:
    """Follow `next` to the end of a list."""
    found, address = [], path
    while address:
        reply = program.get(address)
        assert reply.status == 200
        found += reply.body["items"]
        address = (reply.body["next"] or "").partition("/api/v1")[2]
    return found


def test_the_index_names_addresses_that_answer(stranger: Program) -> None:
    found = stranger.get("/").body
    assert found["ok"] is True
    for name, address in found["addresses"].items():
        status = stranger.get("/" + address.partition("/v1/")[2]).status
        assert status in (200, 405 if name == "check_text" else 422 if name == "search_site" else 200)
    assert stranger.get("/" + found["document"].partition("/v1/")[2]).body["openapi"] == "3.1.0"


def test_cases_are_listed_in_slices_that_miss_nothing(stranger: Program) -> None:
    slugs = set(PublishedCase.objects.values_list("slug", flat=True))
    found = every(stranger, "/cases?limit=2")
    assert [row["slug"] for row in found] == [row["slug"] for row in every(stranger, "/cases")]
    assert {row["slug"] for row in found} == slugs
    assert len(found) == len(slugs)


def test_a_case_shows_what_the_page_shows(stranger: Program, wagner: PublishedCase) -> None:
    case = stranger.get("/cases/wagner-2023").body["case"]
    assert case["title"] == wagner.title
    assert case["published_revision"] == 2
    assert case["latest_revision"] is None  # drafts are nobody's business
    assert case["headline"][0]["probability"] == pytest.approx(wagner.headline[0]["probability"])
    assert case["authors"] == [
        {"slug": row.author.slug, "name": row.author.name} for row in wagner.case_authors.filter(is_byline=True)
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [("subject={subject}", 1), ("author={author}", 1), ("source={source}", 1), ("subject=nothing", 0),
     ("state=settled", 0), ("published_since=2999-01-01T00:00:00Z", 0), ("published_since=2000-01-01T00:00:00Z", 1)],
)  # fmt: skip
def test_filters(stranger: Program, wagner: PublishedCase, query: str, count: int) -> None:
    author = wagner.case_authors.filter(is_byline=True).first()
    source = wagner.source_entries.first()
    assert author
    assert source
    asked = query.format(subject=wagner.subject_slug, author=author.author.slug, source=source.slug)
    slugs = [row["slug"] for row in every(stranger, f"/cases?{asked}")]
    assert slugs.count("wagner-2023") == count
    assert len(slugs) == len(set(slugs))


def test_revisions_and_their_files(stranger: Program, wagner: PublishedCase) -> None:
    numbers = [row["number"] for row in every(stranger, "/cases/wagner-2023/revisions?limit=1")]
    assert numbers == [2, 1]
    one = stranger.get("/cases/wagner-2023/revisions/2").body["revision"]
    assert (one["parent"], one["sound"]) == (1, True)
    as_yaml = stranger.get("/cases/wagner-2023/revisions/2/document", Accept="application/yaml")
    assert as_yaml.content.decode() == wagner.revisions.get(number=2).text
    assert as_yaml.headers["Content-Type"].startswith("application/yaml")
    as_json = stranger.get("/cases/wagner-2023/revisions/2/document", Accept="*/*")
    assert read_case_text(as_json.content, name="case.json").sha256 == one["document_sha256"]
    assert stranger.get("/cases/wagner-2023/revisions/2/document?format=yaml").content == as_yaml.content
    assert stranger.get("/cases/wagner-2023/revisions/2/document", Accept="image/png").status == 406


def test_the_analysis_is_what_the_terminal_prints(stranger: Program, wagner: PublishedCase) -> None:
    text = wagner.revisions.get(number=2).text
    file = read_case_text(text, name="case.yaml")
    printed = analysis_to_json(weigh(file.case, document_sha256=file.sha256))
    served = stranger.get("/cases/wagner-2023/revisions/2/analysis").body
    assert json.loads(json.dumps(printed)) == served


def test_drafts_are_not_found_by_readers(stranger: Program, editor: User, wagner: PublishedCase) -> None:
    create_case(editor, SMALL, slug="biscuit")
    save_revision(editor, wagner, SMALL, parent_number=2)
    for path in ("/cases/biscuit", "/cases/biscuit/revisions", "/cases/wagner-2023/revisions/3",
                 "/cases/wagner-2023/revisions/3/document", "/cases/wagner-2023/revisions/3/analysis"):  # fmt: skip
        assert stranger.get(path).status == 404, path
    assert "biscuit" not in {row["slug"] for row in every(stranger, "/cases")}
    assert stranger.get("/cases?state=all").status == 403
    assert (
        stranger.post("/cases/biscuit/revisions/1/what-if", {"settings": [{"path": "a", "value": "b"}]}).status == 404
    )


def test_drafts_take_the_scope_and_the_role(
    program: MakeProgram, editor: User, contributor: User, moderator: User
) -> None:
    create_case(editor, SMALL, slug="biscuit")
    own = create_case(contributor, SMALL, slug="own-biscuit").case
    seen = {
        "editor": {row["slug"] for row in every(program(editor, Scope.READ_DRAFTS), "/cases?state=unpublished")},
        "contributor": {
            row["slug"] for row in every(program(contributor, Scope.READ_DRAFTS), "/cases?state=unpublished")
        },
        "moderator": {row["slug"] for row in every(program(moderator, Scope.READ_DRAFTS), "/cases?state=unpublished")},
    }
    assert seen == {"editor": {"biscuit", "own-biscuit"}, "contributor": {"own-biscuit"}, "moderator": set()}
    assert program(editor, Scope.PUBLISH).get("/cases/biscuit").status == 200  # who may publish may look first
    assert program(contributor, Scope.PUBLISH).get(f"/cases/{own.slug}").status == 404
    assert program(contributor, Scope.WRITE).get(f"/cases/{own.slug}").body["case"]["latest_revision"] == 1
    assert program(moderator).get(f"/cases/{own.slug}").status == 404


def test_a_draft_with_problems_is_read_as_it_was_saved(editors: Program, editor: User) -> None:
    create_case(editor, "rashomon: 1\nquestion: Why?\n", slug="half")
    assert editors.get("/cases/half/revisions/1/document?format=yaml").status == 200
    for path in ("document", "analysis"):
        reply = editors.get(f"/cases/half/revisions/1/{path}")
        assert (reply.status, reply.body["error"]["code"]) == (422, "not-sound")
        assert reply.body["error"]["details"]


def test_sources_predictions_and_search(stranger: Program) -> None:
    sources = every(stranger, "/sources?limit=7")
    slugs = [row["slug"] for row in sources]
    assert slugs == sorted(set(slugs))
    one = stranger.get(f"/sources/{slugs[0]}").body
    assert one["source"] == sources[0]
    assert one["cases"][0]["case"]
    for state in ("open", "overdue", "resolved"):
        rows = every(stranger, f"/predictions?state={state}&limit=3")
        assert all((row["outcome"] != "") == (state == "resolved") for row in rows)
    found = every(stranger, "/search?q=wagner&limit=3")
    assert len(found) == stranger.get("/search?q=wagner").body["total"]
    assert found[0]["case"] == "wagner-2023"
    assert {row["kind"] for row in every(stranger, "/search?q=wagner&kind=evidence")} <= {"evidence"}


def test_changes_go_on_from_where_one_stopped(
    stranger: Program, editor: User, wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stranger.get("/changes?limit=100").status == 200
    monkeypatch.setattr(changes, "SETTLED", timedelta(0))
    address, found = "/changes?limit=3", []
    while True:
        reply = stranger.get(address).body
        found += reply["items"]
        address = reply["next"].partition("/api/v1")[2]
        if not reply["more"]:
            break
    assert [row["at"] for row in found] == sorted(row["at"] for row in found)
    assert all(row["kind"] == "published" for row in found)
    assert stranger.get(address).body["items"] == []
    unpublish(editor, wagner, reason="test")
    news = stranger.get(address).body["items"]
    assert {row["revision"] for row in news} == {1, 2}
    assert {(row["kind"], row["case"], row["title"], row["page"]) for row in news} == {
        ("withdrawn", "wagner-2023", "", "")
    }


def test_changes_wait_until_they_have_settled(stranger: Program, editor: User) -> None:
    publish(editor, create_case(editor, SMALL, slug="biscuit"))
    assert "biscuit" not in {change["case"] for change in every_change(stranger)}
    Publication.objects.filter(case__slug="biscuit").update(published_at=timezone.now() - changes.SETTLED)
    assert "biscuit" in {change["case"] for change in every_change(stranger)}


def every_change(program: Program) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = program.get("/changes?limit=100").body["items"]
    return items
