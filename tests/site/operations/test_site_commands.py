"""`rashomon site …` as an operator types it: every command works in its own process, and a refusal names the fix."""

from __future__ import annotations

import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.running import RASHOMON, OwnSite, get, own_site

pytestmark = pytest.mark.slow

PASSWORD = "a quiet harbour at dusk"

# Saves the case of the address once more and schedules that revision for so many seconds from now.
SCHEDULE = """
import sys, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rashomon_site.settings'; import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import schedule
from rashomon_site.cases.services.saving import save_revision
editor = User.objects.get(username="demo-editor")
case = PublishedCase.objects.get(slug="web-outage")
text = case.revisions.get(number=case.latest_number).text + "# once more\\n"
revision = save_revision(editor, case, text, parent_number=case.latest_number)
schedule(editor, revision, timezone.now() + timedelta(seconds=float(sys.argv[1])))
"""

PUBLISHED = """
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rashomon_site.settings'; import django; django.setup()
from rashomon_site.cases.models import PublishedCase
print(PublishedCase.objects.get(slug="web-outage").published_revision.number)
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    with own_site(tmp_path / "data") as made:
        yield made


@pytest.fixture
def sample(site: OwnSite) -> OwnSite:
    site.run("site", "demo", "--no-serve")
    return site


def refused(site: OwnSite, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*RASHOMON, "site", *arguments],
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def published(site: OwnSite) -> int:
    return int(site.run(program=PUBLISHED).stdout)


# ---- a publication at a set time


def test_a_running_server_publishes_what_is_scheduled(sample: OwnSite) -> None:
    address = sample.serve() + "/cases/web-outage/"
    sample.run("6", program=SCHEDULE)
    assert "Revision 3" not in get(address)
    deadline = time.monotonic() + 60
    while "Revision 3" not in get(address):
        assert time.monotonic() < deadline, "the scheduled revision was not published"
        time.sleep(0.5)
    assert published(sample) == 3


def test_a_worker_publishes_what_is_due_and_not_before(sample: OwnSite) -> None:
    address = sample.serve(RASHOMON_WORKER="no") + "/cases/web-outage/"
    due = time.monotonic() + 12
    sample.run("12", program=SCHEDULE)
    sample.run("site", "worker", "--once")
    if time.monotonic() < due:  # else this machine was too slow to say anything of "before"
        assert published(sample) == 2
    time.sleep(max(0.0, due + 6 - time.monotonic()))  # the time counts from within the program, which started later
    assert "Revision 3" not in get(address)  # this server runs no tasks
    sample.run("site", "worker", "--once")
    assert published(sample) == 3
    assert "Revision 3" in get(address)


# ---- the rest, one after another on one site


def test_a_site_is_made_filled_written_out_and_moved(sample: OwnSite, tmp_path: Path) -> None:
    again = sample.run("site", "demo", "--no-serve").stdout  # harmless
    assert "name      demo-editor" in again
    sample.run("site", "add-person", "ann", "--role", "administrator", "--password", PASSWORD)
    assert "Weighed and indexed 5 published cases." in sample.run("site", "weigh").stdout
    assert "5 published cases can be found." in sample.run("site", "index").stdout
    assert "Published 0." in sample.run("site", "publish-due").stdout
    assert "no second factor now" in sample.run("site", "reset-person", "ann", "--second-factor").stdout

    sample.run("site", "export", str(tmp_path / "pages"))
    assert "web-outage" in (tmp_path / "pages" / "cases" / "index.html").read_text(encoding="utf-8")

    archive = tmp_path / "site.zip"
    sample.run("site", "dump", str(archive))
    assert zipfile.is_zipfile(archive)
    status, said = refused(sample, "load", str(archive))
    assert status == 1
    assert "empty" in said
    with own_site(tmp_path / "other") as other:
        other.run("site", "load", str(archive))
        assert published(other) == 2


def test_a_copy_is_made_and_put_back_while_the_site_runs(sample: OwnSite, tmp_path: Path) -> None:
    copy, before = tmp_path / "copy.sqlite3", tmp_path / "before.sqlite3"
    if sample.environment.get("DATABASE_URL"):
        for arguments in (["backup", str(copy)], ["restore", __file__, "--keep", str(before)]):
            status, said = refused(sample, *arguments)
            assert status in (1, 2)
            assert "pg_dump" in said or "cannot be put back" in said
        return
    address = sample.serve() + "/cases/web-outage/"
    sample.run("site", "backup", str(copy))
    sample.run("0.2", program=SCHEDULE)
    time.sleep(0.5)
    sample.run("site", "publish-due")
    assert "Revision 3" in get(address)
    sample.run("site", "restore", str(copy), "--keep", str(before))
    assert published(sample) == 2
    assert "Revision 3" not in get(address)
    assert before.is_file()


def test_what_cannot_be_done_names_the_fix(site: OwnSite, tmp_path: Path) -> None:
    for arguments in (["weigh"], ["worker", "--once"], ["index"], ["clean"], ["export", str(tmp_path / "pages")]):
        status, said = refused(site, *arguments)
        assert (status, "rashomon site prepare" in said) == (2, True), (arguments, said)
    site.run("site", "prepare")
    text = tmp_path / "text"
    text.write_text("not an archive", encoding="utf-8")
    full = tmp_path / "full"
    full.mkdir()
    (full / "diary.txt").write_text("mine", encoding="utf-8")
    cases = [
        (["add-person", "bo", "--role", "king", "--password", PASSWORD], 2, "choose contributor, author"),
        (["add-person", "bo", "--password", "short"], 2, "too short"),
        (["reset-person", "bo", "--second-factor"], 2, "here is no account `bo`"),
        (["load", str(text)], 1, "`rashomon site dump` writes one"),
        (["export", str(full)], 1, str(full)),
        (["restore", str(tmp_path / "none"), "--keep", str(tmp_path / "kept")], 2, "does not exist"),
        (["restore", str(text)], 2, "--keep"),
    ]
    for arguments, expected, words in cases:
        status, said = refused(site, *arguments)
        assert status == expected, (arguments, said)
        assert words in said, (arguments, said)
    assert (full / "diary.txt").read_text(encoding="utf-8") == "mine"
