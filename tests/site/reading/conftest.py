"""A small case to put on the lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case

CASE = """
rashomon: 1
title: {title}
question: Who moved the lantern?
subject: {subject}
authors: [{{name: "{author}", bio: "{bio}"}}]
hypotheses:
  - {{id: wind, name: "{name}", prior: 60%}}
  - {{id: hand, name: Somebody carried it, prior: 40%}}
sources:
  - {{id: paper, name: "{source}", kind: newspaper, grade: {grade}, url: "https://example.org/paper"}}
  - {{id: rival, name: The Rival, grade: D}}
evidence:
  - id: mark
    statement: A boot mark was found in the frost.
    on: 2020-01-02
    likelihood: {{wind: {chance}, hand: 70%}}
    reports:
      - id: r1
        source: paper
        quote: "{quote}"
        url: "https://example.org/a"
        archive: "https://archive.example.org/a"
        on: 2020-01-03
      - {{id: r2, source: rival, via: r1, says: reports, on: 2020-01-04}}
indicators:
  - {{id: watch, statement: The watchman speaks., by: {by}, on: 2020-01-05, likelihood: {{wind: 20%, hand: 80%}}}}
"""
USUAL = {
    "title": "The lantern on the pier",
    "subject": "harbours",
    "author": "Ada Quill",
    "bio": "Writes on lanterns.",
    "name": "The wind blew it",
    "source": "The Harbour Gazette",
    "grade": "C",
    "quote": "the frost was trodden",
    "chance": "20%",
    "by": "2020-06-01",
}

MakeCase = Callable[..., PublishedCase]


@pytest.fixture
def make_case(editor: User) -> MakeCase:
    """Publish a small case."""

    def make(slug: str = "lantern", *, live: bool = True, **words: str) -> PublishedCase:
        revision = create_case(editor, CASE.format(**USUAL | words), slug=slug)
        assert revision.is_sound
        if live:
            publish(editor, revision)
        return PublishedCase.objects.get(pk=revision.case.pk)

    return make
