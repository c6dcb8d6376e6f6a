"""The rules of a site whose moderators have not yet made any: they are in force at once, and can all be changed."""

from __future__ import annotations

from rashomon_site.moderation.models.rule import Rule, RuleKind, RuleVerdict

MADE_BY = "The site itself"


def default_rules() -> list[Rule]:
    """Return them, not saved: a first comment is read before it appears, and so is one with many links.

    Three links, since a comment that adds a source often links to the page and to an archived copy of it.
    """
    return [
        Rule(
            key="first-time",
            kind=RuleKind.FIRST,
            verdict=RuleVerdict.HOLD,
            note="Comes with the site: whoever was published once is trusted from then on.",
            made_by_name=MADE_BY,
        ),
        Rule(
            key="links",
            kind=RuleKind.LINKS,
            number=3,
            verdict=RuleVerdict.HOLD,
            note="Comes with the site: spam is mostly links.",
            made_by_name=MADE_BY,
        ),
    ]
