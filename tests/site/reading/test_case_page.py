"""The case page and the pages of its revisions: what they show, to whom, how fast, and what they withstand."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import Author, CaseRevision, PublishedCase, StoredAnalysis
from rashomon_site.cases.services import weighing
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.reading.prose import clean_html, plain_markdown
from tests.site.cases.boat import BROKEN, STRONGER, TEXT
from tests.site.reading.hostile import DEEP, HOSTILE, Page, case_text

pytestmark = pytest.mark.slow

WAGNER = "/cases/wagner-2023/"
PARTS = ["answer", "mind", "time", "article", "evidence", "sources", "watch", "fragile", "method", "keep"]
MOST_QUERIES = 12
MOST_BYTES = 150_000


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Start and end with an empty cache: tests are rolled back, and what is kept is not."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def boat(editor: User) -> PublishedCase:
    """A small case, published once."""
    revision = create_case(editor, TEXT, message="First version")
    publish(editor, revision)
    return PublishedCase.objects.get(pk=revision.case.pk)


def revised(editor: User, case: PublishedCase, text: str, *, message: str = "", correction: str = "") -> CaseRevision:
    """Publish another revision."""
    revision = save_revision(editor, case, text, parent_number=case.latest_number, message=message)
    publish(editor, revision, correction=correction)
    case.refresh_from_db()
    return revision


def text_of(client: Client, address: str, status: int = 200) -> str:
    """Return a page as text."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


# ---- what it shows
def test_it_shows_every_part_in_order_and_leads_to_each(reader_client: Client, wagner: PublishedCase) -> None:
    page = text_of(reader_client, WAGNER)
    places = [page.index(f'id="{part}"') for part in PARTS]
    assert places == sorted(places)
    assert [part for part in PARTS if f'<a href="#{part}">' not in page] == []
    assert page.count("<h1") == 1


def test_it_says_who_wrote_it_and_when_it_was_revised(reader_client: Client, wagner: PublishedCase) -> None:
    page = text_of(reader_client, WAGNER)
    author = Author.objects.get(case_authors__case=wagner, case_authors__is_byline=True)
    assert f'<a rel="author" href="/authors/{author.slug}/">{author.name}</a>' in page
    assert page.count(f"<p>{author.bio}</p>") == 1
    assert "Revision 2" in page
    assert f'href="{WAGNER}changes/1-2/"' in page


def test_it_leads_on_to_ones_own_numbers_the_replay_the_history_and_the_files(
    reader_client: Client, wagner: PublishedCase
) -> None:
    page = text_of(reader_client, WAGNER)
    for address in ("compare/", "over-time/", "revisions/", "revisions/2/", "revisions/2/case.yaml", "feed.atom"):
        assert f"{WAGNER}{address}" in page


def test_the_article_links_to_the_items_it_speaks_of(reader_client: Client, wagner: PublishedCase) -> None:
    article = text_of(reader_client, WAGNER).split('<article class="body"')[1].split("</article>")[0]
    linked = re.findall(r'href="#(e-[^"]+)"', article)
    assert linked
    page = text_of(reader_client, WAGNER)
    assert [anchor for anchor in linked if f'id="{anchor}"' not in page] == []


def test_a_first_revision_tells_where_each_explanation_began(reader_client: Client, boat: PublishedCase) -> None:
    said = words(text_of(reader_client, boat.get_absolute_url()))
    assert len(re.findall(r"Before the evidence: \d+%", said)) == 3
    assert "Since rev." not in said


def test_a_later_one_tells_what_changed_since(reader_client: Client, editor: User, boat: PublishedCase) -> None:
    revised(editor, boat, STRONGER, message="The rope was looked at again")
    said = words(text_of(reader_client, boat.get_absolute_url()))
    assert re.search(r"Since rev\. 1: down \d+ points?", said)
    assert re.search(r"Since rev\. 1: up \d+ points?", said)
    assert "The rope was looked at again" in said


def test_what_is_new_is_called_new_and_what_went_stays_named(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    text = TEXT.replace("id: tide, name: The tide", "id: wind, name: The wind").replace("tide: 5%", "wind: 5%")
    revised(editor, boat, text, message="Wind, not tide")
    page = text_of(reader_client, boat.get_absolute_url())
    assert "Since rev. 1: new" in words(page)
    assert "<s><bdi>The tide</bdi></s>" in page


def test_a_correction_stands_at_the_top_and_in_the_list(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    revised(editor, boat, STRONGER, correction="We had the rope <wrong>.")
    page = text_of(reader_client, boat.get_absolute_url())
    assert page.count("We had the rope &lt;wrong&gt;.") == 2
    assert page.index("We had the rope") < page.index('id="article"')


def test_the_site_notice_stands_on_it(reader_client: Client, boat: PublishedCase, settings: Any) -> None:
    text_of(reader_client, boat.get_absolute_url())
    settings.SITE_NOTICE = "A <test> site"
    assert "A &lt;test&gt; site" in text_of(reader_client, boat.get_absolute_url())


# ---- revisions
def test_an_older_revision_says_so_and_leads_to_the_newest(reader_client: Client, wagner: PublishedCase) -> None:
    page = text_of(reader_client, f"{WAGNER}revisions/1/")
    assert "This is not the newest text." in page
    assert f'<a href="{WAGNER}">Read revision 2</a>' in page
    assert re.search(rf'<link rel="canonical" href="[^"]*{WAGNER}">', page)
    assert "Try your own numbers" not in page


def test_the_newest_revision_has_no_banner(reader_client: Client, wagner: PublishedCase) -> None:
    page = text_of(reader_client, f"{WAGNER}revisions/2/")
    assert "This is not the newest text." not in page
    assert re.search(rf'<link rel="canonical" href="[^"]*{WAGNER}">', page)


def test_a_revision_keeps_its_own_question_and_authors(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    revised(editor, boat, TEXT.replace("Who moved the boat?", "What moved the boat?"))
    assert "Who moved the boat?</h1>" in text_of(reader_client, f"{boat.get_absolute_url()}revisions/1/")
    assert "What moved the boat?</h1>" in text_of(reader_client, boat.get_absolute_url())


def test_a_revision_published_again_is_compared_with_what_stood_between(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    first = boat.published_revision
    assert first is not None
    revised(editor, boat, STRONGER)
    publish(editor, first)
    assert "Since rev. 2:" in words(text_of(reader_client, boat.get_absolute_url()))
    assert "Since rev." not in words(text_of(reader_client, f"{boat.get_absolute_url()}revisions/1/"))


@pytest.mark.parametrize("address", ["/cases/none-such/", "/cases/none-such/revisions/1/", f"{WAGNER}revisions/99/"])
def test_what_does_not_exist_is_not_found(reader_client: Client, wagner: PublishedCase, address: str) -> None:
    assert "There is no such page" in text_of(reader_client, address, 404)


@pytest.mark.parametrize("address", [WAGNER, f"{WAGNER}revisions/1/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(reader_client: Client, wagner: PublishedCase, address: str, method: str) -> None:
    assert getattr(reader_client, method)(address).status_code == 405


# ---- who may see
DRAFTS = {"reader": 404, "contributor": 404, "moderator": 404, "author": 404, "editor": 200, "administrator": 200}


@pytest.mark.parametrize(("role", "status"), DRAFTS.items())
def test_who_may_see_a_draft(
    request: pytest.FixtureRequest, editor: User, boat: PublishedCase, role: str, status: int
) -> None:
    save_revision(editor, boat, STRONGER, parent_number=1)
    client: Client = request.getfixturevalue(f"{role}_client")
    page = text_of(client, f"{boat.get_absolute_url()}revisions/2/", status)
    assert ("Readers do not see revision 2." in page) == (status == 200)
    assert "noindex" in page


@pytest.mark.parametrize(("role", "status"), DRAFTS.items())
def test_who_may_see_an_unpublished_case(
    request: pytest.FixtureRequest, editor: User, boat: PublishedCase, role: str, status: int
) -> None:
    unpublish(editor, boat, reason="A test")
    client: Client = request.getfixturevalue(f"{role}_client")
    for address in (boat.get_absolute_url(), f"{boat.get_absolute_url()}revisions/1/"):
        assert client.get(address, follow=True).status_code == status


def test_an_invited_writer_sees_the_draft_of_the_own_case_alone(
    author: User, author_client: Client, editor: User, boat: PublishedCase,
    write_on: Callable[[User, PublishedCase], None],
) -> None:  # fmt: skip
    save_revision(editor, boat, STRONGER, parent_number=1)
    write_on(author, boat)
    page = text_of(author_client, f"{boat.get_absolute_url()}revisions/2/")
    assert f'<a href="/desk/cases/{boat.slug}/">Edit</a>' in page


def test_a_draft_with_problems_says_so(editor_client: Client, editor: User, boat: PublishedCase) -> None:
    save_revision(editor, boat, BROKEN, parent_number=1)
    page = text_of(editor_client, f"{boat.get_absolute_url()}revisions/2/")
    assert "Revision 2 cannot be weighed" in page
    assert "Open the editor" in page


def test_what_is_kept_for_readers_disappears_with_the_case(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    text_of(reader_client, boat.get_absolute_url())
    unpublish(editor, boat, reason="A test")
    assert reader_client.get(boat.get_absolute_url()).status_code == 404


def test_one_persons_page_is_never_kept_for_another(
    editor_client: Client, reader_client: Client, boat: PublishedCase
) -> None:
    signed_in = editor_client.get(boat.get_absolute_url())
    assert "Sign in" not in signed_in.content.decode()
    assert signed_in["Cache-Control"] == "private, no-cache"
    page = text_of(reader_client, boat.get_absolute_url())
    assert "Sign in" in page
    assert ">Edit</a>" not in page


# ---- speed
def test_it_takes_few_queries_at_first_and_four_from_the_cache(
    reader_client: Client, wagner: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    weighing._from_store.cache_clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(reader_client, WAGNER)
    with django_assert_max_num_queries(4):  # the fourth is for the rules that close discussions
        text_of(reader_client, WAGNER)


def test_more_revisions_take_no_more_queries(
    reader_client: Client, editor: User, boat: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        revised(editor, boat, TEXT.replace("5%", f"{number + 6}%"), message=f"Change {number}")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Change 7" in text_of(reader_client, boat.get_absolute_url())


def test_an_editor_takes_few_queries_too(
    editor_client: Client, wagner: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    weighing._from_store.cache_clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(editor_client, f"{WAGNER}revisions/1/")


def test_a_page_from_the_cache_is_neither_weighed_nor_drawn(reader_client: Client, wagner: PublishedCase) -> None:
    first = reader_client.get(WAGNER)
    StoredAnalysis.objects.all().delete()
    weighing._from_store.cache_clear()
    again = reader_client.get(WAGNER)
    assert first.templates
    assert not again.templates
    assert not StoredAnalysis.objects.exists()
    assert again.content == first.content


def test_a_new_revision_shows_at_once(reader_client: Client, editor: User, boat: PublishedCase) -> None:
    before = text_of(reader_client, boat.get_absolute_url())
    revised(editor, boat, TEXT.replace("The tide", "The spring tide"))
    assert "The spring tide" not in before
    assert "The spring tide" in text_of(reader_client, boat.get_absolute_url())


def test_a_new_name_of_an_author_shows_at_once(reader_client: Client, wagner: PublishedCase) -> None:
    text_of(reader_client, WAGNER)
    Author.objects.filter(case_authors__case=wagner).update(name="Somebody Else")
    assert ">Somebody Else</a>" in text_of(reader_client, WAGNER)


def test_it_is_light(reader_client: Client, wagner: PublishedCase) -> None:
    """HTML, styles, scripts and the fonts that every page needs, as they travel."""
    response = reader_client.get(WAGNER, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    page = gzip.decompress(response.content).decode()
    files = set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|woff2|svg))"', page))
    files |= {"site/fonts/source-sans-3-latin-wght-normal.woff2"}
    assert len(response.content) + sum(_weight(name) for name in files) < MOST_BYTES


def _weight(name: str) -> int:
    found = finders.find(name)
    assert found, name
    with open(found, "rb") as file:
        content = file.read()
    return len(content) if name.endswith("woff2") else len(gzip.compress(content, 6))


# ---- conditional requests
@pytest.mark.parametrize("address", [WAGNER, f"{WAGNER}revisions/1/"])
def test_a_browser_that_has_the_page_is_told_so(reader_client: Client, wagner: PublishedCase, address: str) -> None:
    first = reader_client.get(address)
    again = reader_client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert reader_client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_a_browser_that_has_another_page_gets_the_new_one(
    reader_client: Client, editor: User, boat: PublishedCase
) -> None:
    old = reader_client.get(boat.get_absolute_url())["ETag"]
    revised(editor, boat, STRONGER)
    assert reader_client.get(boat.get_absolute_url(), headers={"If-None-Match": old}).status_code == 200


def test_with_and_without_compression_it_is_the_same_page(reader_client: Client, wagner: PublishedCase) -> None:
    packed = reader_client.get(WAGNER, headers={"Accept-Encoding": "gzip"})
    plain = reader_client.get(WAGNER, headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert {"Cookie", "Accept-Encoding"} <= set(re.split(", ?", packed["Vary"]))


def test_a_head_request_has_the_headers_and_no_body(reader_client: Client, wagner: PublishedCase) -> None:
    response = reader_client.head(WAGNER)
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == reader_client.get(WAGNER)["ETag"]


@pytest.mark.parametrize("address", [WAGNER, f"{WAGNER}revisions/1/", "/cases/none-such/"])
def test_reading_sets_no_cookie(reader_client: Client, wagner: PublishedCase, address: str) -> None:
    for _ in range(2):
        assert not reader_client.get(address).cookies


def test_a_query_of_a_strangers_making_is_not_kept(reader_client: Client, wagner: PublishedCase) -> None:
    assert reader_client.get(f"{WAGNER}?page=7").templates
    assert reader_client.get(f"{WAGNER}?page=7").templates


# ---- what it withstands
def _shown(client: Client, editor: User, text: str) -> str:
    revision = create_case(editor, text, slug="hostile", message="<script>alert(1)</script>")
    assert revision.is_sound, revision.text[:300]
    publish(editor, revision, correction="<img src=x onerror=alert(1)>")
    return text_of(client, "/cases/hostile/")


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_do_no_harm(reader_client: Client, editor: User, said: str) -> None:
    page = _shown(reader_client, editor, case_text(said))
    assert Page(page).forbidden == []
    assert page.count("</html>") == 1
    assert 'id="method"' in page


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP.keys())
def test_deep_and_long_articles_do_no_harm(reader_client: Client, editor: User, body: str) -> None:
    start = perf_counter()
    page = _shown(reader_client, editor, case_text("plain", body))
    assert perf_counter() - start < 20
    assert Page(page).forbidden == []
    assert 'id="method"' in page


def test_a_name_that_turns_the_line_round_is_kept_to_itself(reader_client: Client, editor: User) -> None:
    name = " ".join(HOSTILE["bidi"].split())
    page = _shown(reader_client, editor, case_text(name))
    assert f"<bdi>{name}</bdi>" in page


def test_nothing_in_a_text_is_taken_for_a_template(reader_client: Client, editor: User) -> None:
    page = _shown(reader_client, editor, case_text(HOSTILE["template"]))
    assert "{{ 7|add:7 }}" in html.unescape(page)


CLEANED = [
    ('<a href="https://example.org/" rel="nofollow">x</a>', '<a href="https://example.org/" rel="nofollow">x</a>'),
    ('<a class="e other" href="#e-x">1</a>', '<a class="e" href="#e-x">1</a>'),
    ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
    ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
    ('<p onclick="x()" style="color:red" id="answer">x</p>', "<p>x</p>"),
    ("<script>x</script><p>y</p>", "<p>y</p>"),
    ('<img src="https://example.org/x.png">', ""),
]


@pytest.mark.parametrize(("given", "left"), CLEANED)
def test_what_markdown_became_is_looked_at_once_more(given: str, left: str) -> None:
    assert clean_html(given) == left


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("Covers *security*.", "<p>Covers <em>security</em>.</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](https://a.example)", '<p><a href="https://a.example" rel="noopener noreferrer nofollow ugc">x</a></p>\n'),
    ],
)
def test_a_biography_is_plain_prose(given: str, left: str) -> None:
    assert plain_markdown(given) == left
