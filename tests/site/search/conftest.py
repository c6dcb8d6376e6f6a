"""Small cases of our own to look for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case

TEMPLATE = """
rashomon: 1
title: {title}
question: Who moved the lantern?
summary: {summary}
hypotheses:
  - {{id: wind, name: The wind blew it, prior: 60%}}
  - {{id: hand, name: Somebody carried it, prior: 40%}}
sources:
  - {{id: paper, name: "{source}", kind: newspaper, grade: C}}
evidence:
  - id: mark
    statement: {statement}
    on: 2020-01-02
    likelihood: {{wind: 20%, hand: 70%}}
    reports: [{{id: r1, source: paper, quote: "{quote}", on: 2020-01-03}}]
body: |
  {body}
"""

MakeCase = Callable[..., PublishedCase]


@pytest.fixture
def make_case(editor: User) -> MakeCase:
    """Publish a small case that holds the given words."""

    def make(slug: str = "lantern", *, live: bool = True, **words: str) -> PublishedCase:
        usual = {
            "title": "The lantern on the pier",
            "summary": "It stood elsewhere in the morning.",
            "statement": "A boot mark was found in the frost.",
            "source": "The Harbour Gazette",
            "quote": "the frost was trodden",
            "body": "Nobody slept that night.",
        }
        revision = create_case(editor, TEMPLATE.format(**usual | words), slug=slug)
        assert revision.is_sound, revision.text
        if live:
            publish(editor, revision)
        return PublishedCase.objects.get(pk=revision.case.pk)

    return make
