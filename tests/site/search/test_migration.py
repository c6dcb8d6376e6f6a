"""The index can be unmade and made again."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from rashomon_site.cases.models import PublishedCase
from rashomon_site.search.models import SearchEntry
from rashomon_site.search.searching import search


@pytest.mark.django_db(transaction=True)
def test_it_goes_back_and_forth(sample_site: None) -> None:
    call_command("migrate", "search", "zero", verbosity=0)
    assert not {SearchEntry._meta.db_table, "search_words"} & set(connection.introspection.table_names())
    call_command("migrate", "search", verbosity=0)
    assert search("mary celeste").total == 0
    call_command("rebuild_search", verbosity=0)
    assert "mary-celeste-1872" in {hit.case_slug for hit in search("mary celeste").hits}
    assert SearchEntry.objects.filter(kind="case").count() == PublishedCase.objects.visible().count()
