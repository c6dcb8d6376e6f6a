"""Eight people at the same moment, on real connections: everything is done once, nothing deadlocks, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.running import OwnSite, own_site

pytestmark = pytest.mark.slow

SET_UP = '''
import os, threading, traceback
from datetime import timedelta
os.environ["DJANGO_SETTINGS_MODULE"] = "rashomon_site.settings"
import django; django.setup()
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import *
from rashomon_site.cases.services.publishing import cancel, publish, publish_due, schedule, unpublish
from rashomon_site.cases.services.saving import SaveConflict, create_case, save_revision
from tests.site.cases.boat import STRONGER, TEXT

editor = User.objects.create(username="editor", role=Role.EDITOR)

def at_once(*jobs):
    """Run the jobs in threads that start together; returns what they returned, or raises what one raised."""
    gate, done, failed = threading.Barrier(len(jobs)), [None] * len(jobs), []
    def run(place, job):
        try:
            gate.wait()
            done[place] = job()
        except BaseException:
            failed.append(traceback.format_exc())
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    [thread.start() for thread in threads]
    [thread.join(120) for thread in threads]
    assert not failed, failed[0]
    return done

def fresh(case):
    return PublishedCase.objects.get(pk=case.pk)

def check_index(case):
    case = fresh(case)
    shown = case.published_revision.document["evidence"] if case.published_revision else []
    assert EvidenceEntry.objects.filter(case=case).count() == len(shown)
'''

SCHEDULED = (
    SET_UP
    + """
drafts = [create_case(editor, TEXT.replace("the boat", f"boat {n}")) for n in range(6)]
for draft in drafts:
    schedule(editor, draft, timezone.now() + timedelta(hours=1))
later = timezone.now() + timedelta(hours=2)
counts = at_once(*[lambda: len(publish_due(later))] * 8)
assert Publication.objects.filter(published_at__isnull=False).count() == 6
assert AuditEntry.objects.filter(action="case.published").count() == 6, "one entry for each, whoever was first"
assert sum(counts) == 6, counts
"""
)

FAILED_ONCE = (
    SET_UP
    + """
draft = create_case(editor, TEXT)
schedule(editor, draft, timezone.now() + timedelta(hours=1))
User.objects.filter(pk=editor.pk).update(role=Role.CONTRIBUTOR)
later = timezone.now() + timedelta(hours=2)
at_once(*[lambda: publish_due(later)] * 8)
assert Publication.objects.get().failure
assert AuditEntry.objects.filter(action="publication.failed").count() == 1
"""
)

PUBLISHED = (
    SET_UP
    + """
first = create_case(editor, TEXT)
case = first.case
second = save_revision(editor, case, STRONGER, parent_number=1)
for turn in range(5):
    at_once(*[lambda: publish(editor, first), lambda: publish(editor, second)] * 4)
    newest = Publication.objects.order_by("-published_at", "-pk").first()
    assert fresh(case).published_revision == newest.revision
    check_index(case)
"""
)

CANCELLED = (
    SET_UP
    + """
def call_off(waiting):
    try:
        cancel(editor, waiting)
        return True
    except ValidationError:
        return False

for turn in range(12):
    case = create_case(editor, TEXT).case
    waiting = schedule(editor, case.revisions.get(), timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)
    stale = list(Publication.objects.filter(pk=waiting.pk))[0]
    called_off, *_ = at_once(lambda: call_off(stale), *[lambda: publish_due(later)] * 3)
    assert called_off == (not fresh(case).is_published), "what was called off never goes live"
    row = Publication.objects.get(pk=waiting.pk)
    assert (row.withdrawn_at is None) == (row.published_at is not None)
"""
)

UNPUBLISHED = (
    SET_UP
    + """
def take_down(case):
    try:
        unpublish(editor, case, reason="A test.")
    except ValidationError:
        pass

case = create_case(editor, TEXT).case
revision = case.revisions.get()
publish(editor, revision)
for turn in range(8):
    at_once(*[lambda: take_down(case), lambda: publish(editor, revision)] * 4)
    check_index(case)
"""
)

CREATED = (
    SET_UP
    + """
other = User.objects.create(username="other", display_name="Other", role=Role.AUTHOR)
made = at_once(*[lambda: create_case(other, TEXT)] * 8)
assert len({revision.case.slug for revision in made}) == 8
assert Author.objects.filter(user=other).count() == 1
"""
)

SHARED_AUTHORS = (
    SET_UP
    + """
def case_by(n, *names):
    authors = ", ".join(f"{{name: {name} {n}, bio: Bio {n}}}" for name in names)
    return create_case(editor, TEXT.replace("the boat", "boat " + names[0] + str(n)) + f"authors: [{authors}]\\n")

for n in range(10):
    one, two = case_by(n, "Ann", "Ben", "Cai", "Dan"), case_by(n, "Dan", "Cai", "Ben", "Ann")
    at_once(*[lambda: publish(editor, one), lambda: publish(editor, two)] * 2)
    bylines = two.case.case_authors.filter(is_byline=True).values_list("author__name", flat=True)
    assert list(bylines) == [f"Dan {n}", f"Cai {n}", f"Ben {n}", f"Ann {n}"], list(bylines)
"""
)

WRITERS = (
    SET_UP
    + """
case = create_case(editor, TEXT).case
publish(editor, case.revisions.get())

def write(name):
    for turn in range(10):
        while True:
            parent = fresh(case).latest_number
            try:
                revision = save_revision(editor, case, f"{TEXT}# {name} {turn}\\n", parent_number=parent)
                break
            except SaveConflict:
                continue
        if turn % 3 == 0:
            publish(editor, revision)

at_once(*[lambda name=name: write(name) for name in "abcdefgh"])
assert fresh(case).latest_number == 81
assert sorted(case.revisions.values_list("number", flat=True)) == list(range(1, 82))
"""
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    with own_site(tmp_path / "data", {"PYTHONPATH": str(Path(__file__).parents[3])}) as site:
        site.run("site", "prepare")
        yield site


@pytest.mark.parametrize(
    "program",
    [SCHEDULED, FAILED_ONCE, PUBLISHED, CANCELLED, UNPUBLISHED, CREATED, SHARED_AUTHORS, WRITERS],
    ids=["scheduled", "failed", "published", "cancelled", "unpublished", "created", "shared-authors", "writers"],
)
def test_everything_is_done_once(site: OwnSite, program: str) -> None:
    assert site.run(program=program).returncode == 0  # the programs assert what they are about
