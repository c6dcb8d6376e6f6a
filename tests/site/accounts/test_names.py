"""Names that look the same are one name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from rashomon_site.accounts.models import User
from rashomon_site.accounts.names import is_readable, look
from rashomon_site.accounts.taken import check_name

SAME = [
    ("Paula Marsh", "paula  MARSH"),
    ("Paula", "Рaulа"),  # Cyrillic er and a
    ("Paula", "Ｐａｕｌａ"),  # full width
    ("Paula", "𝐏𝐚𝐮𝐥𝐚"),  # mathematical bold
    ("Paula", "Pau1a"),
    ("Paula", "Pau\u200bla"),  # a space of no width
    ("Paula", "Ραυla"),  # Greek
    ("Arno", "Amo"),
    ("Bob", "B0b"),
    ("Müller", "Mu\u0308ller"),
    ("Борис", "БОРИС"),
]
DIFFERENT = [("Paula", "Paul"), ("Анна", "Инна"), ("কমল", "কমলা"), ("田中", "中田"), ("Anna", "Hanna")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_look_alikes_have_one_look(one: str, other: str) -> None:
    assert look(one) == look(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_readers_tell_apart_stay_apart(one: str, other: str) -> None:
    assert look(one) != look(other)


@pytest.mark.parametrize("name", ["", "  ", "123", "--", "\u202eanna", "an\nna", "\u200b"])
def test_what_cannot_be_read_is_no_name(name: str) -> None:
    assert not is_readable(name)


@pytest.mark.parametrize("name", ["editor", "Еditor", "Editor Examp1e", "EDITOR EXAMPLE"])
def test_nobody_takes_the_name_of_an_account(sample_site: None, name: str) -> None:
    with pytest.raises(ValidationError, match="looks the same"):
        check_name(name)


def test_nobody_takes_the_name_of_a_byline(sample_site: None) -> None:
    from rashomon_site.cases.models import Author

    name = Author.objects.filter(user=None).values_list("name", flat=True)[0]
    with pytest.raises(ValidationError, match="looks the same"):
        check_name(name.upper())


def test_ones_own_names_stay_free(editor: User) -> None:
    check_name("Editor Example", owner=editor)
    check_name("editor", owner=editor)
