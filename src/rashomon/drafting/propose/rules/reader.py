"""The rules put together: what each finder finds in each passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.drafting.document import Document
from rashomon.drafting.items import ItemKind, Polarity
from rashomon.drafting.propose.found import Found, Reading, Span
from rashomon.drafting.propose.rules.attributions import attributions, evidence, speakers_in
from rashomon.drafting.propose.rules.cues import CREDITED
from rashomon.drafting.propose.rules.explanations import explanations
from rashomon.drafting.propose.rules.forecasts import parallels, predictions
from rashomon.drafting.propose.rules.names import Names, names_of
from rashomon.drafting.propose.rules.page_parts import page_parts
from rashomon.drafting.propose.rules.passages import Passage, passages
from rashomon.drafting.propose.rules.puzzle import lists_reasons, puzzle_of
from rashomon.drafting.propose.rules.quotations import quotations
from rashomon.drafting.propose.rules.roles import role_item

if TYPE_CHECKING:
    from spacy.language import Language

RULES = "rules"
WITH_MODEL = "rules with a language model"


@dataclass(frozen=True, slots=True)
class RulesReader:
    """The built-in reader; `model` is spaCy's, or None for rules alone."""

    model: Language | None = None

    def read(self, document: Document) -> Reading:
        """Return what the rules find. Never fails."""
        found = list(page_parts(document))
        puzzle = puzzle_of(document)
        is_list = lists_reasons(document)
        names = names_of(document, self.model)
        for passage in passages(document):
            found += _of_passage(passage, names, puzzle, is_list)
        ordered = sorted(found, key=lambda one: (one.start, -one.end, list(ItemKind).index(one.kind)))
        return Reading(tuple(ordered), WITH_MODEL if self.model else RULES)


def _of_passage(passage: Passage, names: Names, puzzle: frozenset[str], is_list: bool) -> list[Found]:
    quoted = list(quotations(passage, names))
    why = _explained(passage, names, quoted, puzzle, is_list)
    taken = [*quoted, *why]
    said = [one for one in attributions(passage, names) if not _overlaps(one, taken) and not _told(one, quoted)]
    alike = list(parallels(passage))
    ahead = [one for one in predictions(passage) if not _overlaps(one, why)]
    seen = [one for one in evidence(passage) if not _overlaps(one, [*taken, *said, *alike, *ahead])]
    found = [*taken, *said, *alike, *ahead, *seen]
    return found if passage.is_article else [*found, role_item(passage, found)]


def _explained(
    passage: Passage, names: Names, quoted: list[Found], puzzle: frozenset[str], is_list: bool
) -> list[Found]:
    """Return explanations with who puts them forward: the quotation's speaker, else whom the sentence names."""
    made: list[Found] = []
    explained = {sentence.start: one for sentence, one in explanations(passage, puzzle, is_list=is_list)}
    for sentence in passage.sentences:
        speakers = speakers_in(sentence, names) if CREDITED.match(sentence.text) and made else ()
        if speakers:
            made[-1] = _said_by(made[-1], speakers)
        elif sentence.start in explained:
            one = explained[sentence.start]
            within = [two for two in quoted if two.start < one.end and one.start < two.end]
            speakers = within[0].speakers if within else speakers_in(sentence, names)
            made.append(_said_by(_clipped(one, within), speakers))
    return made


def _said_by(one: Found, speakers: tuple[Span, ...]) -> Found:
    is_reported = one.polarity == Polarity.ASSERTED and speakers
    return replace(one, speakers=speakers or one.speakers, polarity=Polarity.REPORTED if is_reported else one.polarity)


def _clipped(one: Found, quoted: list[Found]) -> Found:
    """Return the quoted words alone, where they are most of the sentence."""
    for two in quoted:
        start, end = max(one.start, two.start), min(one.end, two.end)
        if (end - start) * 2 > one.end - one.start:
            return replace(one, start=start, end=end)
    return one


def _told(one: Found, quoted: list[Found]) -> bool:
    """Return whether a sentence only names the speaker of a quotation beside it."""
    return any(set(one.speakers) & set(two.speakers) for two in quoted)


def _overlaps(one: Found, others: list[Found]) -> bool:
    return any(two.start < one.end and one.start < two.end for two in others)
