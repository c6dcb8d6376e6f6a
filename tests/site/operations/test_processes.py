"""Several processes on one database, and processes that die: nothing that was accepted is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.running import OwnSite, end, get, own_site

pytestmark = pytest.mark.slow

SET_UP = (
    "import sys, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rashomon_site.settings'; import django; django.setup()\n"
)

# Saves the case over and over with a text of its own; where another was first, it takes that as its new parent.
WRITER = (
    SET_UP
    + """
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import SaveConflict, save_revision

name, rounds, publishes = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "publish"
editor = User.objects.get(username="demo-editor")
case = PublishedCase.objects.get(slug="web-outage")
text = case.revisions.get(number=case.latest_number).text.split("# saved")[0]
for turn in range(rounds):
    mine = f"{text}# saved {name} {turn}\\n"
    while True:
        parent = PublishedCase.objects.values_list("latest_number", flat=True).get(pk=case.pk)
        try:
            revision = save_revision(editor, case, mine, parent_number=parent)
            break
        except SaveConflict:
            continue
    print("accepted", revision.number, revision.text_sha256, flush=True)
    if publishes:
        publish(editor, revision)
        print("published", revision.number, revision.text_sha256, flush=True)
"""
)

REVIEW = (
    SET_UP
    + """
import hashlib, json
from rashomon_site.cases.models import PublishedCase, Publication, EvidenceEntry
case = PublishedCase.objects.get(slug="web-outage")
revisions = {r.number: r for r in case.revisions.all()}
assert all(hashlib.sha256(r.text.encode()).hexdigest() == r.text_sha256 for r in revisions.values())
assert case.latest_number == max(revisions)
items = len(case.published_revision.document["evidence"])
assert EvidenceEntry.objects.filter(case=case).count() == case.evidence_count == items
latest = Publication.objects.filter(case=case, published_at__isnull=False).first()
assert latest.revision_id == case.published_revision_id
print(json.dumps({"numbers": sorted(revisions), "sha": {n: r.text_sha256 for n, r in revisions.items()},
                  "published": case.published_revision.number}))
"""
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    with own_site(tmp_path) as made:
        made.run("site", "demo", "--no-serve")
        yield made


def accepted(output: str, word: str = "accepted") -> dict[int, str]:
    lines = [line.split() for line in output.splitlines()]
    return {int(line[1]): line[2] for line in lines if line[:1] == [word] and len(line) == 3}


def review(site: OwnSite) -> dict[str, object]:
    import json

    found: dict[str, object] = json.loads(site.run(program=REVIEW).stdout)
    return found


def test_two_writers_at_once_lose_nothing(site: OwnSite) -> None:
    writers = [site.start(name, "25", "save", program=WRITER) for name in ("one", "two")]
    found: dict[int, str] = {}
    for writer in writers:
        output, _ = writer.communicate(timeout=200)
        assert writer.returncode == 0, output
        assert len(accepted(output)) == 25
        assert not found.keys() & accepted(output).keys()
        found |= accepted(output)
    assert review(site)["numbers"] == list(range(1, 2 + 50 + 1))


def test_two_application_processes_show_one_site(site: OwnSite) -> None:
    first, second = site.serve(), site.serve()
    assert "web-outage" in get(first + "/cases/")
    before = get(second + "/cases/web-outage/")
    site.run("three", "1", "publish", program=WRITER)
    for address in (first, second):
        assert get(address + "/cases/web-outage/") != before
        assert "Revision 3" in get(address + "/cases/web-outage/")


@pytest.mark.parametrize("what", ["save", "publish"])
def test_kill_9_leaves_every_accepted_revision_intact(site: OwnSite, what: str) -> None:
    generator = random.Random(7)
    promised: dict[int, str] = {}
    published = 0
    for turn in range(8):
        writer = site.start(f"writer-{turn}", "1000", what, program=WRITER)
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]  # it has begun
        time.sleep(generator.uniform(0.0, 0.6))
        stream = writer.stdout
        writer.stdout = None
        end(writer, signal=9)
        output = "".join([*lines, stream.read()])
        stream.close()
        promised |= accepted(output)
        published = max([published, *accepted(output, "published")])
    found = review(site)
    kept = found["sha"]
    assert isinstance(kept, dict)
    assert len(promised) >= 8
    assert {number: kept[str(number)] for number in promised} == promised
    assert found["numbers"] == list(range(1, len(kept) + 1))
    assert isinstance(found["published"], int)
    assert found["published"] >= published
