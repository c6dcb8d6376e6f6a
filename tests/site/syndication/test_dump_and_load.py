"""Everything to one archive and back: complete, the same byte for byte, on either database."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import (
    AuditEntry,
    CaseRevision,
    Publication,
    PublishedCase,
)
from rashomon_site.cases.services.publishing import schedule
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.comments.models import State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.syndication.archive_format import LEFT_OUT, TABLES
from rashomon_site.syndication.dump import dump_site
from rashomon_site.syndication.load import BadArchive, load_site
from tests.site.running import OwnSite, own_site
from tests.site.syndication.emptying import empty_the_site

pytestmark = pytest.mark.slow

PAGES = (
    "/",
    "/cases/",
    "/cases/wagner-2023/share/",
    "/cases/wagner-2023/comments.atom",
    "/feed.atom",
    "/changes.atom",
    "/predictions/",
    "/sources/",
)
EDGES = 'rashomon: 1\nquestion: "Who?"\nhypotheses: [{id: a, name: "🚢 é \\" \\\\ &", prior: 50%}]\n# — end'


@pytest.fixture
def full_site(sample_site: None, editor: User, settings: Any) -> None:
    """The sample site with what else a site can hold: drafts, problems, a plan, uploads."""
    save_revision(editor, PublishedCase.objects.get(slug="wow-signal-1977"), "not: [a case", parent_number=2)
    revision = create_case(editor, EDGES, slug="edges", message="« edges »")
    schedule(editor, revision, timezone.now() + timedelta(days=3))
    _discuss(PublishedCase.objects.get(slug="wagner-2023"), editor)
    uploads = Path(settings.MEDIA_ROOT)
    (uploads / "pictures").mkdir(parents=True)
    (uploads / "pictures" / "a ship é.png").write_bytes(bytes(range(256)))
    (uploads / ".unfinished").write_bytes(b"x")


def _discuss(case: PublishedCase, editor: User) -> None:
    first = post(
        case, Entry(name="Ada", text="*One* — é 🚢", email="ada@mail.example"), Connection("192.0.2.1", "a browser")
    )
    post(case, Entry(name="Grace", text="Two", in_reply_to=first), Connection("192.0.2.2"))
    spam = post(case, Entry(name="Pills", text="Three"), Connection("192.0.2.3"))
    change_state(spam, State.SPAM, actor=editor, reason="Advertising")


def pages(client: Client) -> dict[str, bytes]:
    found = {path: client.get(path) for path in PAGES}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: answer.content for path, answer in found.items()}


def test_every_table_of_the_site_is_dumped_or_left_out_for_a_reason() -> None:
    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("rashomon_site.")}
    assert ours - set(LEFT_OUT) == {table.label for table in TABLES if table.label in ours}
    assert not {table.label for table in TABLES} & set(LEFT_OUT)


@pytest.mark.django_db(transaction=True)
def test_what_was_dumped_comes_back_as_it_was(
    full_site: None, tmp_path: Path, reader_client: Client, editor: User, settings: Any
) -> None:
    before, counts = pages(reader_client), {t.label: t.model._default_manager.count() for t in TABLES}
    hashed = editor.password
    report = dump_site(tmp_path / "one.zip", passwords=True)
    assert f"{counts['cases.caserevision']} case revisions" in report
    assert "1 uploaded files" in report
    empty_the_site()
    shutil.rmtree(settings.MEDIA_ROOT)
    load_site(tmp_path / "one.zip")
    assert {t.label: t.model._default_manager.count() for t in TABLES} == counts
    assert pages(reader_client) == before
    assert User.objects.get(pk=editor.pk).password == hashed
    assert (Path(settings.MEDIA_ROOT) / "pictures" / "a ship é.png").read_bytes() == bytes(range(256))
    dump_site(tmp_path / "two.zip", passwords=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.django_db(transaction=True)
def test_the_site_goes_on_after_a_load(full_site: None, tmp_path: Path, settings: Any) -> None:
    dump_site(tmp_path / "site.zip")
    empty_the_site()
    DBTaskResult.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT)
    load_site(tmp_path / "site.zip")
    editor = User.objects.get(username="editor")
    assert not editor.has_usable_password()
    assert create_case(editor, EDGES, slug="another").pk > 0  # numbers go on where they were
    assert DBTaskResult.objects.count() == Publication.objects.filter(published_at=None).count() == 1
    broken = CaseRevision.objects.get(text="not: [a case")
    assert broken.document is None
    with pytest.raises(Exception, match="never changed"):
        broken.save()


@pytest.mark.django_db
def test_the_archive_keeps_secrets_out_and_itself_private(sample_site: None, tmp_path: Path) -> None:
    dump_site(tmp_path / "site.zip")
    assert stat.S_IMODE((tmp_path / "site.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        users = archive.read("tables/accounts.user.jsonl").decode()
        names = archive.namelist()
    assert "password" not in users
    assert "tables/mfa.authenticator.jsonl" not in names
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.django_db
def test_second_factors_come_along_when_asked_for(sample_site: None, editor: User, tmp_path: Path) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=editor, type="totp", data={"secret": "x", "b": 1, "a": -0.0})
    dump_site(tmp_path / "site.zip", second_factors=True)
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        row = json.loads(archive.read("tables/mfa.authenticator.jsonl"))
    assert row["data"] == {"a": 0.0, "b": 1, "secret": "x"}


@pytest.mark.django_db
def test_a_site_that_is_not_empty_is_left_alone(sample_site: None, tmp_path: Path) -> None:
    dump_site(tmp_path / "site.zip")
    count = AuditEntry.objects.count()
    with pytest.raises(BadArchive, match=r"not empty, it has users, .*case revisions.*empty folder"):
        load_site(tmp_path / "site.zip")
    assert AuditEntry.objects.count() == count


@pytest.mark.django_db
def test_a_dump_that_cannot_be_written_leaves_the_one_before(
    sample_site: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site.zip"
    target.write_text("the one before")
    monkeypatch.setattr(os, "replace", _fail)
    with pytest.raises(OSError, match="disk full"):
        dump_site(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site.zip"]
    assert target.read_text() == "the one before"


def _fail(*_: object) -> None:
    raise OSError("disk full")


DUMP = (
    "from pathlib import Path; import sys; from rashomon_site.operations.commands.setting_up import set_up; set_up();"
)
DUMP += "from rashomon_site.syndication.dump import dump_site; print(dump_site(Path(sys.argv[1]), passwords=True))"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.skipif("DATABASE_URL" not in os.environ, reason="DATABASE_URL names no PostgreSQL")
def test_a_site_moves_from_sqlite_to_postgresql_and_back(tmp_path: Path) -> None:
    postgres = os.environ["DATABASE_URL"]
    with own_site(tmp_path / "p") as second:
        first = OwnSite(_sqlite(second.environment, tmp_path / "s1"))
        third = OwnSite(_sqlite(second.environment, tmp_path / "s3"))
        assert postgres != second.environment["DATABASE_URL"]
        first.run("site", "demo", "--no-serve")
        first.run(str(tmp_path / "1.zip"), program=DUMP)
        for number, site in ((1, second), (2, third)):
            site.run("site", "load", str(tmp_path / f"{number}.zip"))
            site.run(str(tmp_path / f"{number + 1}.zip"), program=DUMP)
    whole = (tmp_path / "1.zip").read_bytes()
    assert (tmp_path / "2.zip").read_bytes() == whole
    assert (tmp_path / "3.zip").read_bytes() == whole


def _sqlite(environment: dict[str, str], data: Path) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name != "DATABASE_URL"} | {"RASHOMON_DATA": str(data)}
