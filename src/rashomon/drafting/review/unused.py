"""The sentences that no item uses, so that a person sees what was passed over."""

from __future__ import annotations

from rashomon.drafting.document import BlockKind
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import ItemKind, State
from rashomon.drafting.sentences import Sentence, sentences


def unused(draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences of article and comments that no item uses, in the order of the text.

    A rejected item uses nothing, and a comment as a whole does not use its sentences. Boilerplate is left out.
    """
    spans = [
        (item.start, item.end) for item in draft.items if item.state != State.REJECTED and item.kind != ItemKind.COMMENT
    ]
    return tuple(
        sentence
        for sentence in sentences(draft.document)
        if sentence.block.kind != BlockKind.BOILERPLATE
        and not any(start < sentence.end and sentence.start < end for start, end in spans)
    )
