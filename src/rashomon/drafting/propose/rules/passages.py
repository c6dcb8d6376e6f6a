"""Who is speaking: the article is one passage, and each comment another, so that no words change mouths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.drafting.document import BODY, Block, Document
from rashomon.drafting.sentences import Sentence, sentences_of


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one voice, with their sentences in order."""

    document: Document
    comment: int | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @property
    def is_article(self) -> bool:
        """Return whether these are the article's own words."""
        return self.comment is None

    def within(self, block: Block) -> tuple[Sentence, ...]:
        """Return the sentences of one block."""
        return tuple(sentence for sentence in self.sentences if sentence.block is block)


def passages(document: Document) -> Iterator[Passage]:
    """Yield the article, then each comment that has words."""
    yield _passage(document, None, document.of_kind(*BODY))
    for comment in document.comments:
        blocks = document.of_comment(comment.number)
        if blocks:
            yield _passage(document, comment.number, blocks)


def _passage(document: Document, comment: int | None, blocks: tuple[Block, ...]) -> Passage:
    found = tuple(sentence for block in blocks for sentence in sentences_of(document, block))
    return Passage(document, comment, blocks, found)
