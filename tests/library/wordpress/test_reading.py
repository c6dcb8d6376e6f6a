"""The export of WordPress, read piece by piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.problems import RashomonError
from rashomon.wordpress.reading import BadExport, read_export
from rashomon.wordpress.wxr import Post, Site, Writer, read_date, write_date
from tests.library.cli.articles import EXPORT, export_of


def read(tmp_path: Path, text: str) -> list[Site | Writer | Post]:
    path = tmp_path / "posts.xml"
    path.write_text(text, "utf-8")
    return list(read_export(path))


def test_posts_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    things = read(tmp_path, export_of("<p>One</p>", "<p>Two</p>"))
    assert isinstance(things[0], Site)
    assert [(one.id, one.content) for one in things if isinstance(one, Post)] == [(1, "<p>One</p>"), (2, "<p>Two</p>")]


def test_signs_that_xml_forbids_are_dropped(tmp_path: Path) -> None:
    assert [one.content for one in read(tmp_path, export_of("a\x08b")) if isinstance(one, Post)] == ["ab"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1"),
        ("<rss/>", "is no WordPress export"),
        (EXPORT.format("<item>"), "not XML as WordPress writes it"),
        (EXPORT.format("<a>" * 40 + "</a>" * 40), "More than 30 elements"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', "entities of its own"),
    ],
)
def test_what_is_no_export_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadExport, match=said) as refused:
        read(tmp_path, text)
    assert isinstance(refused.value, RashomonError)


def test_dates_go_and_come_back() -> None:
    assert write_date(read_date("2024-03-01 08:00:00")) == "2024-03-01 08:00:00"
    assert read_date("0000-00-00 00:00:00") is None
    assert read_date("soon") is None
