"""How the answer moved: every step, from the stored analysis alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rashomon.explain.words import short_percent
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.reading.compare.answer import naming_of
from rashomon_site.reading.replay import frames

PAGE = "/cases/wagner-2023/over-time/"


def test_every_step_is_on_the_page_and_the_last_one_shown(reader_client: Client, wagner: PublishedCase) -> None:
    assert wagner.published_revision is not None
    points = [point for point in analysis_of(wagner.published_revision).timeline if point.added]
    page = reader_client.get(PAGE)
    assert page.status_code == 200
    assert not page.cookies
    text = page.content.decode()
    shown = re.findall(r'<article class="frame" id="step-(\d+)"[^>]*?( hidden)?>', text)
    assert [number for number, _ in shown] == [str(place) for place in range(len(points) + 1)]
    assert [number for number, hidden in shown if not hidden] == [str(len(points))]


def test_the_numbers_are_those_of_the_stored_analysis(reader_client: Client, wagner: PublishedCase) -> None:
    assert wagner.published_revision is not None
    analysis = analysis_of(wagner.published_revision)
    found = frames(naming_of(wagner.published_revision))
    points = [point for point in analysis.timeline if point.added]
    assert [row.after for row in found[0].rows] == [short_percent(h.prior) for h in analysis.hypotheses]
    for frame, point in zip(found[1:], points, strict=True):
        assert [row.after for row in frame.rows] == [short_percent(value) for value in point.posterior.values()]
        assert tuple(item.id for item in frame.added) == point.added
    assert [row.after for row in found[-1].rows] == [short_percent(h.probability) for h in analysis.hypotheses]


def test_a_step_has_an_address_and_links_to_its_neighbours(reader_client: Client, wagner: PublishedCase) -> None:
    text = reader_client.get(PAGE, {"step": "3"}).content.decode()
    assert 'rel="prev" href="?step=2"' in text
    assert 'rel="next" href="?step=4"' in text
    assert re.search(r'href="\?step=3" data-step="3" aria-current="step"', text)


def test_the_ends_have_one_neighbour(reader_client: Client, wagner: PublishedCase) -> None:
    assert 'rel="prev"' not in reader_client.get(PAGE, {"step": "0"}).content.decode()
    assert 'rel="next"' not in reader_client.get(PAGE).content.decode()


@pytest.mark.parametrize("step", ["-1", "99", "x", "1.5", "٣", "9" * 400])
def test_a_step_that_is_not_there_is_not_found(reader_client: Client, wagner: PublishedCase, step: str) -> None:
    assert reader_client.get(PAGE, {"step": step}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_read_only(reader_client: Client, method: str) -> None:
    assert getattr(reader_client, method)(PAGE).status_code == 405


def test_a_case_that_is_not_there_is_not_found(reader_client: Client) -> None:
    assert reader_client.get("/cases/nothing/over-time/").status_code == 404


@pytest.mark.parametrize("slug", ["mary-celeste-1872", "uss-maine-1898", "web-outage", "wow-signal-1977"])
def test_every_example_can_be_replayed(reader_client: Client, slug: str) -> None:
    text = reader_client.get(f"/cases/{slug}/over-time/").content.decode()
    assert text.count('class="now"') == 3
    assert "The same numbers as a table" in text


def test_a_page_takes_few_queries(
    reader_client: Client, wagner: PublishedCase, django_assert_max_num_queries: object
) -> None:
    reader_client.get(PAGE)
    with django_assert_max_num_queries(4):  # type: ignore[operator]  # pytest-django's fixture
        reader_client.get(PAGE, {"step": "2"})
