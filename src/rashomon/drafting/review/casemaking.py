"""From a draft about which a person has decided to a case document, with every number left to that person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rashomon.casefile.writing import write_document
from rashomon.drafting.document import BlockKind
from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import Unconfirmed
from rashomon.drafting.items import Item, ItemKind, Polarity, State
from rashomon.drafting.review.crediting import body
from rashomon.drafting.review.naming import Ids
from rashomon.drafting.review.reports import Reports
from rashomon.drafting.review.sources import Page, Part, Sources
from rashomon.drafting.review.wording import all_quoted, label_of, line, own_words, path_of

STATEMENTS = (ItemKind.EVIDENCE, ItemKind.QUOTATION, ItemKind.ATTRIBUTION)
DENIED = "The words deny this. Word the statement as what they deny: its reports say `denies`."
UNASKED = "What happened?"
MOST_NAMED = 12
"""Ids in the message that something waits for a decision."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def case_document(draft: Draft) -> dict[str, Any]:
    """Return a case as plain values, in the order in which people read it.

    No prior, likelihood, grade or day by which a thing should be seen is made up: checking the case names each that
    is missing. Raises Unconfirmed while any item waits for a decision.
    """
    _refuse_unconfirmed(draft)
    making = _Making(draft)
    evidence, indicators = making.evidence(), making.indicators()
    parts = {
        "rashomon": 1,
        "title": making.title(),
        "question": making.title() or UNASKED,
        "language": making.language(),
        "as_of": making.as_of(evidence),
        "authors": making.authors(),
        "hypotheses": making.hypotheses(),
        "sources": making.sources.parts(),
        "evidence": evidence,
        "reference_classes": making.reference_classes(),
        "indicators": indicators,
        "body": body(making.page),
    }
    return {key: value for key, value in parts.items() if value or key == "hypotheses"}


def case_text(draft: Draft) -> str:
    """Return the case as YAML that begins by saying what a person has to fill in. Raises Unconfirmed."""
    document = case_document(draft)
    return _head(draft, document) + write_document(_with_days(document))


def _with_days(value: Any, key: str = "") -> Any:
    """Return the values with days as days, which YAML then writes without quotes."""
    if isinstance(value, dict):
        return {name: _with_days(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_days(inner) for inner in value]
    return date.fromisoformat(value) if key in ("on", "as_of") else value


def left_to_a_person(document: dict[str, Any]) -> list[str]:
    """Return, in words, how many numbers and days a case made of a draft still lacks."""
    items, indicators = document.get("evidence", []), document.get("indicators", [])
    sources = document.get("sources", [])
    counted = (
        (len(document["hypotheses"]), "prior", "of the explanations; without them all start alike"),
        (len(items), "likelihood row", "of the evidence"),
        (len(indicators), "likelihood row", "of the indicators, and the day `by` which each would be seen"),
        (len(sources), "grade", "or reliability of the sources"),
    )
    return [f"{count} {what}{'s' * (count != 1)} {more}" for count, what, more in counted if count]


def _head(draft: Draft, document: dict[str, Any]) -> str:
    where = line(draft.origin.url or draft.origin.name)
    left = [f"#   - {each}" for each in left_to_a_person(document)]
    lines = [
        f"# Made from {where}",
        f"# (sha256 {draft.origin.sha256}).",
        "#",
        "# Every item was accepted or rejected in a review. The numbers are left to a person:",
        *left,
        "# `rashomon check` names each that the case cannot be weighed without.",
    ]
    return "\n".join(lines) + "\n"


def _refuse_unconfirmed(draft: Draft) -> None:
    accepted = {item.id for item in draft.items if item.state == State.ACCEPTED}
    lost = [i for i in draft.items if i.state == State.MERGED and i.into not in accepted]
    waiting = [item.id for item in (*draft.unconfirmed, *lost)]
    if not waiting:
        return
    named = ", ".join(waiting[:MOST_NAMED]) + (f" and {len(waiting) - MOST_NAMED} more" * (len(waiting) > MOST_NAMED))
    wait = "1 item waits" if len(waiting) == 1 else f"{len(waiting)} items wait"
    raise Unconfirmed(f"{wait} for a person's decision: {named}. Accept, reject or merge each; then make the case.")


class _Making:
    """One case in the making."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.page = Page(draft)
        self.sources = Sources()
        self._reports = Ids()
        self._item_ids = Ids()
        self._merged: dict[str | None, list[Item]] = {}
        for item in draft.items:
            self._merged.setdefault(item.into, []).append(item)

    def title(self) -> str:
        items = [line(own_words(item)) for item in self._accepted(ItemKind.TITLE)]
        blocks = [] if any(i.kind == ItemKind.TITLE for i in self.draft.items) else self.draft.document.blocks
        words = [line(self.draft.document.text_of(b)) for b in blocks if b.kind == BlockKind.TITLE]
        return next(filter(None, [*items, *words]), "")

    def language(self) -> str:
        language = self.draft.document.language.replace("_", "-")
        return language if language != "en" and _LANGUAGE.fullmatch(language) else ""

    def as_of(self, evidence: list[Part]) -> str:
        """Return the last day on which anything in the case was said: an earlier one would hide what came after."""
        days = [report["on"] for item in evidence for report in item["reports"] if "on" in report]
        return max([*days, *([self.page.date.isoformat()] if self.page.date else [])], default="")

    def authors(self) -> list[Part]:
        authors: dict[str, Part] = {label_of(i): {"name": label_of(i)} for i in self._accepted(ItemKind.AUTHOR)}
        for item in self._accepted(ItemKind.BIO):
            words = own_words(item)
            named = [part for name, part in authors.items() if name in words]
            for part in (named or list(authors.values()))[:1]:
                part.setdefault("bio", words)
        return list(authors.values())

    def hypotheses(self) -> list[Part]:
        ids = Ids("other")
        return [self._hypothesis(item, ids) for item in self._accepted(ItemKind.EXPLANATION)]

    def _hypothesis(self, item: Item, ids: Ids) -> Part:
        name = label_of(item)
        pairs = [(one, self.page.chain(one)) for one in self._with_merged(item)]
        part = {"id": ids.make(name, "explanation"), "name": name, "description": all_quoted(pairs)}
        proposers = dict.fromkeys(path_of(chain) for one, chain in pairs if one.polarity != Polarity.DENIED)
        return part | ({"proposed_by": line("; ".join(proposers))} if proposers else {})

    def evidence(self) -> list[Part]:
        return [self._evidence(item) for item in self._accepted(*STATEMENTS)]

    def _evidence(self, item: Item) -> Part:
        made = self._item_ids.make(label_of(item), "item")
        reports = Reports(made, self.page, self.sources, self._reports)
        for one in self._with_merged(item):
            reports.add(one)
        part: Part = {"id": made, "statement": label_of(item)}
        if item.polarity == Polarity.DENIED:
            part["note"] = DENIED
        if commenter := self.page.commenter(item):
            part["suggested_by"] = commenter
        return part | {"reports": reports.parts()}

    def reference_classes(self) -> list[Part]:
        parallels = [self._parallel(item) for item in self._accepted(ItemKind.PARALLEL)]
        if not parallels:
            return []
        rule = "Events that the article or its comments name as comparable."
        return [{"id": "named-in-the-article", "rule": rule, "parallels": parallels}]

    def _parallel(self, item: Item) -> Part:
        pairs = [(one, self.page.chain(one)) for one in self._with_merged(item)]
        part = {"event": label_of(item), "source": path_of(pairs[0][1]), "note": all_quoted(pairs)}
        if urls := self.page.links_beside(item):
            part["url"] = urls[0]
        if commenter := self.page.commenter(item):
            part["suggested_by"] = commenter
        return part

    def indicators(self) -> list[Part]:
        return [self._indicator(item) for item in self._accepted(ItemKind.PREDICTION)]

    def _indicator(self, item: Item) -> Part:
        pairs = [(one, self.page.chain(one)) for one in self._with_merged(item)]
        part = {"id": self._item_ids.make(label_of(item), "sign"), "statement": label_of(item)}
        day = self.page.day(item)
        return part | ({"on": day.isoformat()} if day else {}) | {"why": all_quoted(pairs)}

    def _accepted(self, *kinds: ItemKind) -> list[Item]:
        return [item for item in self.draft.items if item.kind in kinds and item.state == State.ACCEPTED]

    def _with_merged(self, item: Item) -> list[Item]:
        return [item, *self._merged.get(item.id, ())]
