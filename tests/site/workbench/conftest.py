"""A draft of one's own, and people around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.services.saving import create_case

CASES = Path(__file__).parents[2] / "casefiles"


@pytest.fixture
def text() -> str:
    """A small sound case."""
    return (CASES / "taxi.yaml").read_text(encoding="utf-8")


@pytest.fixture
def draft(author: User, text: str) -> CaseRevision:
    """The first revision of a case that the author has started and nobody has published."""
    return create_case(author, text, slug="taxi", message="First")


@pytest.fixture
def case(draft: CaseRevision) -> PublishedCase:
    """The author's unpublished case."""
    return draft.case


@pytest.fixture
def other_author(sample_site: None) -> User:
    """An author who has nothing to do with the case."""
    return User.objects.create(username="other-author", display_name="Other Author", role=Role.AUTHOR)


@pytest.fixture
def invited(sample_site: None, case: PublishedCase, write_on: Callable[[User, PublishedCase], None]) -> User:
    """A contributor who was invited to write on the case."""
    person = User.objects.create(username="invited", display_name="Invited Contributor", role=Role.CONTRIBUTOR)
    write_on(person, case)
    return person
