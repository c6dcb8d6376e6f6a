"""A block quotation is said by whom the line below it names, or who introduced it, and by nobody else."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.items import ItemKind
from rashomon.drafting.pipeline import draft_document, rules_reader
from rashomon.drafting.segment import segment
from tests.library.drafting.articles import article

B = BlockKind.BLOCKQUOTE


def _quoted(document: Document) -> list[tuple[str, list[str]]]:
    found = rules_reader().read(document).found
    words = document.text
    return [
        (words[one.start : one.end], [words[span.start : span.end] for span in one.speakers])
        for one in found
        if one.kind == ItemKind.QUOTATION
    ]


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (["The pier sank.", (B, "The piles were rotten."), (B, "Mark Hale, harbour master")], [(0, "Mark Hale")]),
        (["The pier sank.", (B, "The piles were rotten."), (B, "— the harbour log")], [(0, "the harbour log")]),
        (["The pier sank.", (B, "The piles were rotten. — Mark Hale")], [(0, "Mark Hale")]),
        (["Mark Hale wrote to us:", (B, "The piles were rotten.")], [(0, "Mark Hale")]),
        (["Mark Hale repairs boats. He has two.", (B, "The piles were rotten.")], [(0, None)]),
        (["The pier sank.", (B, "The piles were rotten.")], [(0, None)]),
        (
            ["Mark Hale wrote to us:", (B, "The piles were rotten."), "So it sank.", (B, "We heard it.")],
            [(0, "Mark Hale"), (1, None)],
        ),
        (
            ["Mark Hale wrote to us:", (B, "The piles were rotten."), (B, "I said so in May.")],
            [(0, "Mark Hale"), (1, "Mark Hale")],
        ),
        (
            [
                "Two letters came.",
                (B, "The piles were rotten."),
                (B, "— Mark Hale"),
                (B, "It was the ice."),
                (B, "— Rosa Brandt"),
            ],
            [(0, "Mark Hale"), (1, "Rosa Brandt")],
        ),
    ],
)
def test_who_says_a_block_quotation(
    blocks: list[str | tuple[BlockKind, str]], found: list[tuple[int, str | None]]
) -> None:
    said = ["The piles were rotten.", "It was the ice.", "We heard it.", "I said so in May."]
    quoted = _quoted(article(*blocks))
    assert [speakers for _, speakers in quoted] == [[name] if name else [] for _, name in found]
    assert {words for words, _ in quoted} <= set(said)


PAGE = """<article><h1>Why did the pier sink?</h1><p>Nobody knows why the pier sank on Monday, in the dark.</p>
<blockquote><p>The piles were rotten.</p><cite>Mark Hale, harbour master</cite></blockquote>
<blockquote>It was the ice, I am sure.<footer>— <cite>Rosa Brandt</cite></footer></blockquote>
<figure><blockquote><p>We heard a bang.</p></blockquote><figcaption>Lena Fox, neighbour</figcaption></figure>
<blockquote><p>I read <cite>The Sea Wall</cite> again and again.</p></blockquote></article>"""


def test_a_page_marks_who_says_it() -> None:
    page = page_of(PAGE.encode(), name="pier.html")
    draft = draft_document(segment(page), page.origin, page.dropped, rules_reader())
    quoted = [one for one in draft.items if one.kind == ItemKind.QUOTATION]
    assert [(one.text, [voice.name for voice in one.chain[1:]]) for one in quoted] == [
        ("The piles were rotten.", ["Mark Hale"]),
        ("It was the ice, I am sure.", ["Rosa Brandt"]),
        ("We heard a bang.", ["Lena Fox"]),
        ("I read The Sea Wall again and again.", []),
    ]


def test_a_record_is_who_is_cited() -> None:
    document = article("According to the utility’s outage log, the lamps failed at two.")
    found = [one for one in rules_reader().read(document).found if one.speakers]
    assert [document.text[span.start : span.end] for one in found for span in one.speakers] == [
        "the utility’s outage log"
    ]
