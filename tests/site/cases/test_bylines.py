"""Whose name stands over a case: nobody's who does not write on it, and no look-alike of theirs."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from rashomon_site.accounts.models import User
from rashomon_site.accounts.profiles import set_byline
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.bylines import byline_of
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case
from rashomon_site.cases.services.writers import invite_writer
from tests.site.cases.boat import TEXT


def signed(actor: User, name: str) -> CaseRevision:
    return create_case(actor, f"{TEXT}authors:\n  - {{name: {name}}}\n")


@pytest.fixture
def alice(contributor: User) -> User:
    set_byline(contributor, name="Alice Pauli", bio="", url="")
    return contributor


@pytest.mark.parametrize("name", ["Alice Pauli", "ALICE  PAULI", "Аlice Раuli", "Alice Pau1i", "Ａlice Pauli"])
def test_a_colleagues_name_is_not_put_over_a_case(author: User, alice: User, name: str) -> None:
    with pytest.raises(PermissionDenied, match="Alice Pauli has an account here"):
        publish(author, signed(author, name))


def test_a_colleague_who_writes_on_the_case_is_named(author: User, alice: User) -> None:
    draft = signed(author, "Alice Pauli")
    invite_writer(author, draft.case, alice)
    publish(author, draft)
    assert draft.case.case_authors.get(is_byline=True).author == byline_of(alice)


def test_a_changed_name_is_guarded_too_and_keeps_its_page(author: User, alice: User) -> None:
    address = byline_of(alice).slug
    set_byline(alice, name="Alice Nakamura", bio="", url="")
    with pytest.raises(PermissionDenied):
        publish(author, signed(author, "Alice Nakamura"))
    draft = signed(author, "Alice Nakamura")
    invite_writer(author, draft.case, alice)
    publish(author, draft)
    assert draft.case.case_authors.get(is_byline=True).author.slug == address


def test_ones_own_name_and_that_of_a_stranger_are_free(author: User, alice: User) -> None:
    for name in (byline_of(author).name, "Charlie Dubois"):
        draft = signed(author, name)
        publish(author, draft)
        assert draft.case.case_authors.get(is_byline=True).author.name == name
