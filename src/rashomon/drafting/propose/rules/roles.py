"""What a comment does: proposes an explanation, disagrees, adds a source, or none that we can tell."""

from __future__ import annotations

import re

from rashomon.drafting.items import ItemKind, Polarity, Role
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.cues import LINK, SPEECH
from rashomon.drafting.propose.rules.names import PUBLICATION
from rashomon.drafting.propose.rules.passages import Passage

DISAGREES = re.compile(
    r"\b(?:(?:your|this|that|the) (?:\w+ )?(?:theory|explanation|story|claim) (?:falls|fails"
    r"|does not|doesn[’']t|makes no|is (?:nonsense|wrong|rubbish))|don[’']t agree|disagree\w*"
    r"|i (?:really )?(?:don[’']t|do not|can[’']t|cannot) (?:\w+ )?(?:buy|believe"
    r"|think|agree|see|accept)|not (?:so sure|convinced|buying|true|so|at all)|nonsense|rubbish"
    r"|(?<!am )(?<!’m )(?<!'m )(?<!be )wrong|mistaken|nothing to do with|you have mixed"
    r"|never was a|doubt it|nope|no way(?! to)|sorry,? but|doubt (?:it|that|this)|i doubt|hardly"
    r"|ridiculous|absurd|bunk|hogwash|balderdash|"
    r"doesn[’']t (?:add up|explain|make sense|hold)|that (?:isn[’']t|is not|can[’']t be"
    r"|cannot be|was not|wasn[’']t)|misses the point|far[- ]fetched|unconvinc\w+|with respect"
    r"|(?:is|are) simply not|you(?:[’']re| are) forgetting|contrary to|impossible|overlooks"
    r"|ignores|too neat|give me a break|come off it)\b|^\W*no[,.!]",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"\b(?:(?:report|study|paper|article|piece|book|interview|column|memo|minutes|documents?"
    r"|survey|transcript|bulletin|review|archive|thesis|podcast|documentary|report(?:ed)?) (?:in"
    r"|by|from|of|published|on|that|says|shows)|according to the|see (?:also|the|this|page"
    r"|https?)|(?:writes|reported|says|reports|wrote) (?:the|in the)|published in|page \d+"
    r"|volume \d+|as (?:reported|described|documented) (?:in|by))\b",
    re.IGNORECASE,
)
PROPOSES = re.compile(
    r"^\W*(?:or\b|maybe\b|perhaps\b|my (?:theory|guess|bet|money)|i (?:think|reckon|suspect|bet"
    r"|believe|wonder)\b(?! (?:it is|this is|you|we should)))|\b(?:my (?:own )?(?:theory|guess"
    r"|bet|money|explanation|hunch)|has anyone considered|what about|what if|could it (?:be"
    r"|have)|has nobody (?:thought|considered|mentioned)|nobody (?:has )?mention(?:s|ed)"
    r"|simpler explanation|more likely|the real (?:reason|cause|culprit|story))\b",
    re.IGNORECASE,
)
PAGE = re.compile(
    r"\b(?:pp?\. ?\d+|vol(?:ume|\.) ?\d+|page \d+|(?:is|was|are|were) (?:printed|reproduced"
    r"|published|reprinted|quoted) in\b|[’']s (?:own )?(?:book|podcast|report|paper|memoirs?) )",
    re.IGNORECASE,
)


SURE = 0.9
"""The least log odds of an explanation that makes a comment a proposal: a role that is given should be right."""


def role_of(passage: Passage, found: list[Found]) -> tuple[Role, str]:
    """Return the role of a comment and the words, or what, it was known by."""
    text = "\n".join(sentence.text for sentence in passage.sentences)
    source = _source(passage, text)
    if source:
        return Role.ADDS_SOURCE, source
    disagrees = DISAGREES.search(text)
    if disagrees:
        return Role.DISAGREES, disagrees[0].lower()
    proposes = PROPOSES.search(text)
    stated = [one for one in found if one.kind == ItemKind.EXPLANATION and one.polarity != Polarity.DENIED]
    # What a comment quotes, or says that another says, is not its own proposal.
    own = [one for one in stated if not SPEECH.search(passage.document.text[one.start - 1 : one.end + 1])]
    sure = [one for one in own if one.odds >= SURE and one.polarity != Polarity.QUESTIONED]
    if (stated and proposes) or sure:
        return Role.PROPOSES, proposes[0].lower() if proposes else sure[0].cue
    return Role.UNCLASSIFIED, ""


def _source(passage: Passage, text: str) -> str:
    if any(block.links for block in passage.blocks) or LINK.search(text):
        return "a link"
    found = PAGE.search(text) or (SOURCE.search(text) if PUBLICATION.search(text) else None)
    return found[0].lower() if found else ""


def role_item(passage: Passage, found: list[Found]) -> Found:
    """Return the item of a comment: all its words, and its role."""
    role, cue = role_of(passage, found)
    first, last = passage.blocks[0], passage.blocks[-1]
    return Found(ItemKind.COMMENT, first.id, first.start, last.end, cue=cue[:100], role=role)
