"""What is found: the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import save_revision
from rashomon_site.search.index import index_case, rebuild, remove_case
from rashomon_site.search.models import SearchEntry
from rashomon_site.search.searching import MOST_PAGES, Results, overview, search
from tests.site.search.conftest import MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def found(results: Results) -> set[tuple[str, str]]:
    return {(hit.kind, hit.case_slug) for hit in results.hits}


def test_words_of_the_title_find_the_case(make_case: MakeCase) -> None:
    make_case(title="The xylophone thief")
    assert found(search("xylophone")) == {("case", "lantern")}


@pytest.mark.parametrize("part", ["summary", "body"])
def test_words_of_the_text_find_the_case(make_case: MakeCase, part: str) -> None:
    make_case(**{part: "A zeppelin passed."})
    assert found(search("zeppelin")) == {("case", "lantern")}


def test_names_of_explanations_find_the_case(make_case: MakeCase) -> None:
    make_case()
    assert ("case", "lantern") in found(search('"somebody carried it"'))


@pytest.mark.parametrize("part", ["statement", "quote"])
def test_evidence_is_found_by_what_it_says_and_by_what_was_said_of_it(make_case: MakeCase, part: str) -> None:
    make_case(**{part: "A zeppelin passed."})
    hits = search("zeppelin", "evidence").hits
    assert [(hit.key, hit.number, hit.url) for hit in hits] == [("mark", 1, "/cases/lantern/#e-mark")]


def test_a_source_is_found_by_name_and_leads_to_its_page(make_case: MakeCase) -> None:
    make_case(source="The Zanzibar Courier")
    (hit,) = search("zanzibar", "source").hits
    assert hit.url == "/sources/the-zanzibar-courier/"


def test_a_source_of_several_cases_is_found_once(make_case: MakeCase) -> None:
    make_case("one", source="The Zanzibar Courier")
    make_case("two", source="The Zanzibar Courier")
    results = search("zanzibar", "source")
    assert (results.total, len(results.hits)) == (1, 1)


def test_everything_asked_for_must_be_there(make_case: MakeCase) -> None:
    make_case("one", summary="A zeppelin passed.")
    make_case("two", summary="A zeppelin passed with an orchestra.")
    assert found(search("orchestra zeppelin", "case")) == {("case", "two")}


def test_words_are_looked_for_as_beginnings(make_case: MakeCase) -> None:
    make_case(summary="They zigzagged home.")
    assert search("zigzag").total == 1
    assert search("igzag").total == 0


def test_a_short_word_stands_for_itself_unless_a_star_follows(make_case: MakeCase) -> None:
    make_case(summary="A zeppelin passed.")
    assert search("ze").total == 0
    assert search("ze*").total == 1


def test_a_phrase_keeps_its_order(make_case: MakeCase) -> None:
    make_case(summary="The zeppelin carried an orchestra.")
    assert search('"zeppelin carried"').total == 1
    assert search('"carried zeppelin"').total == 0
    assert search('"zepp carried"').total == 0


def test_no_phrase_reaches_from_title_to_text(make_case: MakeCase) -> None:
    make_case(title="A zeppelin", summary="Orchestra on board.")
    assert search("zeppelin orchestra").total == 1
    assert search('"zeppelin orchestra"').total == 0


def test_a_minus_keeps_out(make_case: MakeCase) -> None:
    make_case("one", summary="A zeppelin passed.")
    make_case("two", summary="A zeppelin passed with an orchestra.")
    assert found(search("zeppelin -orchestra")) == {("case", "one")}
    assert search('zeppelin -"an orchestra" -passed').total == 0


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "Cafe\u0301", "café"])
def test_accents_and_capitals_do_not_matter(make_case: MakeCase, typed: str) -> None:
    make_case(summary="They met in the Café Zéphyr.")
    assert search(f"{typed} zephyr").total == 1


@pytest.mark.parametrize("typed", ["Пригожин", "пригож", "生門", "Łodz", "ærø", "İstanbul"])
def test_other_scripts_are_found(make_case: MakeCase, typed: str) -> None:
    make_case(summary="Пригожин, 羅生門, Łódź, Ærø and Istanbul.")
    assert ("case", "lantern") in found(search(typed))


def test_the_title_counts_for_more_than_the_text(make_case: MakeCase) -> None:
    make_case("text", summary="A zeppelin passed.")
    make_case("title", title="The zeppelin", summary="It passed.")
    assert [hit.case_slug for hit in search("zeppelin").hits] == ["title", "text"]


def test_the_snippet_shows_what_was_found(make_case: MakeCase) -> None:
    make_case(summary="A zeppelin passed.")
    (hit,) = search("zeppelin").hits
    assert [part.text for part in hit.snippet if part.is_found] == ["zeppelin"]


def test_markdown_of_the_article_is_not_shown(make_case: MakeCase) -> None:
    make_case(body="Then **a zeppelin** [passed](https://example.org/xylograph) [evidence:mark].")
    (hit,) = search("zeppelin").hits
    text = "".join(part.text for part in hit.snippet)
    assert "Then a zeppelin passed." in text
    assert search("xylograph").total == 0


def test_counts_are_by_kind(make_case: MakeCase) -> None:
    make_case(title="A zeppelin", statement="The zeppelin landed.", source="Zeppelin News")
    assert search("zeppelin").counts == {"case": 1, "evidence": 1, "source": 1}


def test_a_draft_is_not_found(make_case: MakeCase) -> None:
    make_case(summary="A zeppelin passed.", live=False)
    assert search("zeppelin").total == 0


def test_what_is_unpublished_is_not_found(make_case: MakeCase, editor: User) -> None:
    case = make_case(summary="A zeppelin passed.")
    unpublish(editor, case, reason="An error")
    assert search("zeppelin").total == 0
    assert not SearchEntry.objects.filter(case=case).exists()


def test_an_index_left_behind_shows_no_hidden_case(make_case: MakeCase) -> None:
    case = make_case(summary="A zeppelin passed.")
    PublishedCase.objects.filter(pk=case.pk).update(published_revision=None)
    assert search("zeppelin").total == 0


def test_a_new_revision_replaces_the_old_words(make_case: MakeCase, editor: User) -> None:
    case = make_case(summary="A zeppelin passed.")
    text = case.revisions.get().text.replace("zeppelin", "balloonist")
    publish(editor, save_revision(editor, case, text, parent_number=1))
    assert (search("zeppelin").total, search("balloonist").total) == (0, 1)


def test_removing_leaves_other_cases_alone(make_case: MakeCase) -> None:
    one, _ = make_case("one", summary="A zeppelin."), make_case("two", summary="A zeppelin.")
    remove_case(one)
    assert found(search("zeppelin")) == {("case", "two")}


def test_indexing_twice_finds_once(make_case: MakeCase) -> None:
    case = make_case(summary="A zeppelin passed.")
    index_case(case)
    assert search("zeppelin").total == 1


def test_rebuild_finds_all_that_is_published_again(make_case: MakeCase) -> None:
    make_case(summary="A zeppelin passed.")
    make_case("draft", summary="A zeppelin passed.", live=False)
    before = SearchEntry.objects.count()
    SearchEntry.objects.all().delete()
    assert search("zeppelin").total == 0
    assert rebuild() == PublishedCase.objects.visible().count()
    assert found(search("zeppelin")) == {("case", "lantern")}
    assert SearchEntry.objects.count() == before


def test_pages_hold_a_part_each_and_end(make_case: MakeCase) -> None:
    for name in ("one", "two", "three"):
        make_case(name, summary="A zeppelin passed.")
    first, second = (search("zeppelin", per_page=2, page=page) for page in (1, 2))
    assert (first.pages, len(first.hits), len(second.hits)) == (2, 2, 1)
    assert not {hit.case_slug for hit in first.hits} & {hit.case_slug for hit in second.hits}


@pytest.mark.parametrize(("asked", "given"), [(-5, 1), (0, 1), (10**6, 2)])
def test_a_page_that_is_not_there_gives_the_nearest(make_case: MakeCase, asked: int, given: int) -> None:
    for name in ("one", "two", "three"):
        make_case(name, summary="A zeppelin passed.")
    assert search("zeppelin", per_page=2, page=asked).page == given
    assert MOST_PAGES >= 2


def test_an_overview_shows_the_best_few_of_each_kind(make_case: MakeCase) -> None:
    for name in ("one", "two", "three"):
        make_case(name, title=f"Zeppelin {name}", statement=f"The zeppelin {name} landed.")
    results = overview("zeppelin", per_kind=2)
    assert [hit.kind for hit in results.hits] == ["case", "case", "evidence", "evidence"]
    assert results.total == 6


def test_an_unknown_kind_is_refused(sample_site: None) -> None:
    with pytest.raises(ValueError, match="poem"):
        search("zeppelin", "poem")


def test_a_very_long_text_can_be_indexed(make_case: MakeCase) -> None:
    make_case(body=" ".join(f"word{n}" for n in range(60_000)))
    assert search("word17").total == 1


def test_a_text_of_one_very_long_word_can_be_indexed(make_case: MakeCase) -> None:
    make_case(body="z" * 400_000)
    assert search("z" * 200).total == 1


HOSTILE = [
    "", " ", '"', "'", '""', "'''", "\\", "%", "_", "*", "**", "-", "--", "- -", "(", ")", "()", "(((", "AND",
    "OR", "NOT", "NEAR", "NEAR(a b)", "a AND", "a OR OR b", "NOT a", "a NOT", "title:a", "text : a",
    "{title text}: a", "^a", "a + b", "a &", "a & | !", "!a", "a <-> b", "a:*", "a:A", "'a':*", "$1", "%s",
    "%(a)s", "{}", "\x00", "a\x00b", "\x01", "\u200b", "\u202ea", "; DROP TABLE search_searchentry; --",
    "' OR 1=1 --", '" OR "', 'a" OR "b', "a' & 'b", "\\' OR", "a\\", "\ud800", "😀", "<script>alert(1)</script>",
    "½", "²", "ﷺ", "e\u0301" * 50, "a" * 10_000, '"' * 1000, "-" * 1000, "a " * 1000, "*" * 1000, "(" * 1000,
    "羅" * 300, "a*b*c", '"a*"*', "-\"", "--a", "-a -b", "1e5", "1.5", "-1", "2023-06-24", "a@b.c",
    "http://a/b?c=d",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_query_is_an_error(sample_site: None, typed: str) -> None:
    assert search(typed).total >= 0
    assert overview(typed).total >= 0


@pytest.mark.parametrize("typed", ["", '"', "-mutiny", "* - ()"])
def test_a_query_for_nothing_finds_nothing(sample_site: None, typed: str) -> None:
    assert search(typed).total == 0


def test_the_sample_site_can_be_searched(sample_site: None) -> None:
    assert "mary-celeste-1872" in {hit.case_slug for hit in search("brigantine").hits + search("mary celeste").hits}
