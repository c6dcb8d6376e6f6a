"""Fill a site with many cases and comments. Run in a process of its own, with the settings of the site to be filled."""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

os.environ["DJANGO_SETTINGS_MODULE"] = "rashomon_site.settings"

import django

django.setup()

from benchmarks.cases import sized_document
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.states import lock_discussion, tell_readers

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BATCH = 50
TEXT = (
    "Remark {number}. The *second* paper says so too, and neither has seen the log: see https://paper.example/{number}"
)


def fill(cases: int) -> None:
    """Publish `cases` copies of the examples under addresses of their own; equal documents share an analysis."""
    editor = User.objects.get(username="demo-editor")
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    wanted = enumerate(islice(cycle(texts), cases))
    while batch := list(islice(wanted, BATCH)):
        with transaction.atomic():
            for number, text in batch:
                publish(editor, create_case(editor, text, slug=f"copy-{number}"))
    usual = json.dumps(sized_document(6, 60, 25), indent=1)
    publish(editor, create_case(editor, usual, slug="usual"))


def discuss(comments: int) -> None:
    """Write comments under all cases; a tenth of them, and 10,000 at most, stand under the first."""
    cases = list(PublishedCase.objects.filter(slug__startswith="copy-").order_by("pk"))
    first = min(comments // 10, 10_000)
    share = max((comments - first) // max(len(cases) - 1, 1), 1)
    with transaction.atomic():
        for place, case in enumerate(cases):
            _thread(case, share if place else first)


def _thread(case: PublishedCase, comments: int) -> None:
    discussion = lock_discussion(case)
    now = timezone.now()
    Comment.objects.bulk_create(
        (
            Comment(
                case=case,
                number=number,
                state=State.PUBLISHED,
                name=f"Reader {number % 97}",
                name_look=f"reader{number % 97}",
                text=TEXT.format(number=number),
                posted_at=now,
                published_at=now,
                submission_key=f"{case.pk}-{number}",
            )
            for number in range(1, comments + 1)
        ),
        batch_size=1000,
    )
    discussion.last_number = comments
    tell_readers(discussion)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    discuss(int(sys.argv[2]))
