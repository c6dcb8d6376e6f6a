from __future__ import annotations

import pytest

from rashomon_site.search.query import LONGEST_QUERY, MOST_TERMS, Term, parse_query

READ = [
    ("march", (Term(("march",), True),), ()),
    ("to", (Term(("to",), False),), ()),
    ("to*", (Term(("to",), True),), ()),
    ("Étude", (Term(("etude",), True),), ()),
    ("state-tv", (Term(("state", "tv"), False),), ()),
    ('"quiet help"', (Term(("quiet", "help"), False),), ()),
    ("“quiet help”", (Term(("quiet", "help"), False),), ()),
    ('"quiet hel*"', (Term(("quiet", "hel"), True),), ()),
    ('"never closed', (Term(("never", "closed"), False),), ()),
    ("mutiny -staged", (Term(("mutiny",), True),), (Term(("staged",), True),)),
    ('crew -"mary celeste"', (Term(("crew",), True),), (Term(("mary", "celeste"), False),)),
    ("crew crew", (Term(("crew",), True),), ()),
    ("", (), ()),
    ("  \t ", (), ()),
    ("-", (), ()),
    ('"" - * ()', (), ()),
    ("-only", (), (Term(("only",), True),)),
]


@pytest.mark.parametrize(("typed", "wanted", "unwanted"), READ)
def test_what_is_typed_is_understood(typed: str, wanted: tuple[Term, ...], unwanted: tuple[Term, ...]) -> None:
    query = parse_query(typed)
    assert (query.wanted, query.unwanted) == (wanted, unwanted)


def test_a_long_query_is_cut_and_says_so() -> None:
    query = parse_query("word " * 200)
    assert query.was_cut
    assert len(query.text) <= LONGEST_QUERY


def test_only_the_first_words_count() -> None:
    query = parse_query(" ".join(f"word{n}" for n in range(MOST_TERMS + 5)))
    assert len(query.wanted) == MOST_TERMS
    assert query.was_cut


def test_a_query_of_usual_length_is_not_cut() -> None:
    assert not parse_query("why did the column turn back").was_cut
