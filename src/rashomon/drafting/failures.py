"""What can go wrong on the way from an article to a draft.

DraftingFailure
├── BadPage         the bytes are no article that we read: too large, too deep, not text, empty
├── Unfetched       an address was refused or did not answer
├── BadDraft        a draft's JSON is broken, or an item is not what its span says
├── Unconfirmed     a case was asked for while items wait for a decision
├── BadDecision     a review asked for what cannot be done
└── ReaderFailure   a model or an endpoint is missing, or answers nonsense
"""

from __future__ import annotations


class DraftingFailure(Exception):
    """Base; the message is for people, and names the fix."""


class BadPage(DraftingFailure):
    """The bytes are no article that can be read."""


class Unfetched(DraftingFailure):
    """An address was refused, or did not answer as an article would."""


class BadDraft(DraftingFailure):
    """A draft's JSON is broken, or an item's text is not what stands at its span."""


class Unconfirmed(DraftingFailure):
    """A case was asked for while items wait for a person's decision."""


class BadDecision(DraftingFailure):
    """A review asked for what cannot be done: an unknown item, a merge of unlike kinds, an empty selection."""


class ReaderFailure(DraftingFailure):
    """A model is missing or not the one we know, or an endpoint answers nonsense."""
