"""Fill a site with many cases. Run in a process of its own, with the settings of the site to be filled."""

from __future__ import annotations

import os
import sys
from itertools import cycle, islice
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "rashomon_site.settings"

import django

django.setup()

from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BATCH = 50


def fill(cases: int) -> None:
    """Publish `cases` copies of the examples under addresses of their own; equal documents share an analysis."""
    editor = User.objects.get(username="demo-editor")
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    wanted = enumerate(islice(cycle(texts), cases))
    while batch := list(islice(wanted, BATCH)):
        with transaction.atomic():
            for number, text in batch:
                publish(editor, create_case(editor, text, slug=f"copy-{number}"))


if __name__ == "__main__":
    fill(int(sys.argv[1]))
