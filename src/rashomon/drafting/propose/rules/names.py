"""Who is named, and by which words: people, publications, social media, and speakers known by their office alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.drafting.document import BODY, BlockKind, Document
from rashomon.drafting.items import VoiceKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'À-ÿ-]*[\wÀ-ÿ]|[A-Z]\."
_PAPERS = (
    "Times|Post|Herald|News|Guardian|Journal|Gazette|Tribune|Chronicle|Mail|Telegraph|Observer|Courier|Press|Bulletin|Review|Register|Argus"
    "|Echo|Dispatch|Standard|Mirror|Independent|Globe|Examiner|Sentinel|Weekly|Magazine|Ledger|Mercury|Advertiser|Inquirer|Enquirer"
    "|Reporter|Record|Daily|Broadcasting|Radio|Star|Sun|Monitor|Messenger|Citizen|Intelligencer|Leader|Digest|Today|Wire"
)
PUBLICATION = re.compile(
    rf"\b(?:[Tt]he )?(?:(?:{_WORD}) ){{1,4}}(?:{_PAPERS})\b"
    rf"|\b[Tt]he (?:{_PAPERS})\b(?! of\b)"
    r"|\b(?:Newsweek|Reuters|Bloomberg|BBC|CNN|NPR|Forbes|Politico|Wikipedia|Axios|Wired|AP|AFP"
    r"|NBC|ABC|CBS|Al Jazeera|Der Spiegel|Le Monde|The Economist"
    r"|The Atlantic|The New Yorker|the Associated Press|Time magazine)\b"
)
SOCIAL = re.compile(
    r"\b(?:posts? (?:on|in) )?(?:social[- ]media|Twitter|Facebook|Telegram|Reddit|TikTok"
    r"|WhatsApp|Instagram|Mastodon|Bluesky|Nextdoor|YouTube|message boards?"
    r"|(?:online|internet|fan|village|local|neighbou?rhood) (?:forums?|groups?|posts?|chatter"
    r"|chat)|the internet|online)\b"
)
_OFFICE = (
    "spokes(?:man|woman|person)|officials?|officers?|professors?|analysts?|experts?|mayor|ministers?|president|chief|director|owner|residents?|neighbou?rs?|"
    "witness(?:es)?|reporters?|columnists?|editors?|critics?|fans?|locals?|researchers?|scientists?|investigators?|police|council(?:l?ors?|men|women)?|"
    "engineers?|historians?|biologists?|geologists?|economists?|manager|coach|captain|pilots?|doctors?|lawyers?|farmers?|fisherm[ae]n|traders?|"
    "inspectors?|superintendent|detective|sergeant|constable|governor|senator|secretary|chair(?:man|woman|person)?|head|leader|campaigners?|"
    "activists?|students?|teachers?|keepers?|rangers?|wardens?|veterinarians?|vets?|coroner|judge|prosecutors?|union|company|agency|ministry|"
    "department|authority|board|committee|inquiry|report|study|survey|statement|memo|review|paper|author|writers?|bloggers?|commenters?|commentators?|"
    "readers?|people|some|others|many|skeptics|sceptics|believers|supporters|opponents|observers|insiders|sources?|colleagues?|friends?|widow|wife|husband|son|daughter|brother|sister|mother|father|crew|staff|workers?|driver|landlord|archivist|curator|librarian|operators?|developer|founder|executives?|bosses|boss|investors?|volunteers?|meteorologists?|forecasters?|chemists?|ecologists?|astronomers?|archaeologists?|physicists?|psychologists?|technicians?|mechanics?|firefighters?|coastguard|shopkeepers?|customers?|villagers?|tenants?|parents?|players?|referee|vicar|priest|clerk|treasurer|auditors?|pollsters?|strategists?|consultants?|contractors?|regulators?|theorists?"
)
OFFICE = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost"
    rf"|[Oo]ther|[Hh]er|[Hh]is|[Tt]heir|[Oo]ur|[Mm]y|[Ii]ts)\s+)"
    rf"(?:(?!(?:that|who|which|in|of|the|a|and|or|for|to|on|at|by|with|from|said"
    rf"|says)\b)[\w’'-]+\s+){{0,4}}?(?:{_OFFICE})\b(?:\s+(?:of|for|at|from|in"
    rf"|with)\s+(?:the\s+)?(?:[A-Z][\w’'-]+|company|council|port|airline|club|harbou?r|museum"
    rf"|university|team|ministry|city|town|school|union)(?:\s[A-Z][\w’'-]+)*)?"
    rf"|\b(?:[Ss]ome|[Oo]thers|[Mm]any|[Pp]olice|[Cc]ritics|[Ee]xperts|[Rr]esidents|[Ll]ocals"
    rf"|[Oo]fficials|[Ii]nvestigators|[Ss]cientists|[Rr]esearchers|[Aa]nalysts|[Ss]keptics"
    rf"|[Ss]ceptics|[Ww]itnesses|[Ff]ans|[Tt]raders|[Ee]ngineers|[Pp]rosecutors|[Nn]eighbou?rs"
    rf"|[Oo]bservers|[Bb]elievers|[Vv]illagers|[Ss]upporters|[Oo]pponents|[Cc]olleagues"
    rf"|[Ff]riends|[Pp]eople)\b"
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
TITLES = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Capt|Captain|Sgt|Sergeant|Lt|Lieutenant"
    r"|Col|Colonel|Gen|General|Det|Detective|Insp|Inspector|Supt"
    r"|Superintendent|Chief|Mayor|President|Senator|Sen|Rep|Gov|Governor|Councill?or|Cllr|Rev"
    r"|Reverend|Father|Judge|Justice|Minister|Commissioner|Director|Officer)\.?"
)
PERSON = re.compile(
    rf"\b(?:{TITLES}\s+)+(?:{_WORD})(?:\s(?:(?:de|van|von|der|la|al|bin|ibn|of the|the)\s)?(?:{_WORD})){{0,3}}"
    rf"|\b(?:{_WORD})(?:\s(?:(?:de|van|von|der|la|al|bin|ibn)\s)?(?:{_WORD})){{1,3}}"
)
NOT_FIRST = re.compile(
    r"^(?:The|A|An|In|On|At|By|For|From|But|And|Or|So|If|When|While|After|Before|Since|As|It"
    r"|This|That|These|Those|There|Here|What|Why|How|Who|Where|"
    r"Some|Many|Most|No|Not|One|Two|Three|Four|Five|Was|Were|Did|Is|Are|Could|Would|Had|Has|Have"
    r"|With|Without|Then|Now|Yet|Still|Only|Even|Perhaps|Maybe|Another|Other|Others|Such|My|Our"
    r"|His|Her|Its|Their|You|We|They|He|She|I|Nor|According|Last|Next|Every|Each|All|Both|Once"
    r"|Because|Although|Though|Whatever|Nobody|None|Nothing|Neither|Either|Everybody|Everyone|Everything|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|Legendary|Also|Like|Just)\s+"
)
PART_OF = re.compile(
    r"\b(?:Journal|University|Institute|House|Department|Ministry|Bank|College|School|Society"
    r"|Museum|Bulletin|Duke|Bay|Isle|Port) of $"
)
FIRST_NAME = re.compile(r" ([A-Z][a-zà-ÿ]+)\b(?! (?:[A-Z]|of\b))(?![’'])")
PLACES = re.compile(
    r"\b(?:Street|Road|Avenue|Bridge|River|Lake|Bay|Harbou?r|Island|Islands|County|City"
    r"|University|College|School|Hospital|Park|Hall|Station|Airport|Sea|Ocean|Valley|Hills?"
    r"|Mountains?|Point|Beach|Square|Lane|Council|Company|Inc|Ltd|Corporation|Group|Bank|Army"
    r"|Navy|Party|League|Cup|United|Airlines?|Systems|Effect|Act|War|States|Kingdom|Museum"
    r"|Institute|Agency|Department|Ministry|Court|Festival|Association|Society|Trust|Authority"
    r"|Service|Commission|Board|Committee|Union|Club|Church|House|Tower|Day|Night)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody; places are those of the text that was searched."""

    start: int
    end: int
    name: str
    kind: VoiceKind
    is_pronoun: bool = False


@dataclass(frozen=True)
class Names:
    """Who is named in a document: a surname alone is found too, once the whole name stands somewhere."""

    people: dict[str, str]
    """Each surname, in small letters, with the whole name, where the text gives one such name only."""
    model: Language | None = None
    _parsed: dict[str, Doc] = field(default_factory=dict)

    @cached_property
    def _surname(self) -> re.Pattern[str] | None:
        names = sorted({whole.split()[-1] for whole in self.people.values()}, key=lambda name: (-len(name), name))
        return (
            re.compile(rf"(?<![\w-])(?:{TITLES}\s+)?(?:{'|'.join(map(re.escape, names))})(?![\w-])") if names else None
        )

    def within(self, text: str) -> tuple[Mention, ...]:
        """Return who is named in a text, in order, without overlaps; publications before people before offices."""
        taken: list[Mention] = []
        for mention in self._candidates(text):
            # “A Newsweek columnist” is a person without a name, and not the paper.
            within = [one for one in taken if mention.start <= one.start and one.end <= mention.end]
            if mention.kind == VoiceKind.UNNAMED and all(one.kind == VoiceKind.PUBLICATION for one in within):
                taken = [one for one in taken if one not in within]
            if not any(other.start < mention.end and mention.start < other.end for other in taken):
                taken.append(mention)
        return tuple(sorted(taken, key=lambda mention: mention.start))

    def parsed(self, text: str) -> Doc | None:
        """Return what the model makes of a text, or None where there is no model."""
        if self.model is None:
            return None
        if text not in self._parsed:
            self._parsed[text] = self.model(text)
        return self._parsed[text]

    def whole(self, words: str) -> str:
        """Return the whole name for a surname, with or without a title before it, else the words as they are."""
        bare = TITLED.sub("", words)
        return words if " " in bare else self.people.get(bare.lower(), words)

    def _candidates(self, text: str) -> Iterator[Mention]:
        for pattern, kind in ((PUBLICATION, VoiceKind.PUBLICATION), (SOCIAL, VoiceKind.SOCIAL_MEDIA)):
            yield from (Mention(found.start(), found.end(), found[0], kind) for found in pattern.finditer(text))
        yield from _people(text)
        if self.model is not None:
            yield from _of_model(self.parsed(text))
        if self._surname is not None:
            yield from (Mention(m.start(), m.end(), m[0], VoiceKind.PERSON) for m in self._surname.finditer(text))
        for found in OFFICE.finditer(text):
            # “My neighbour Ada” is Ada.
            first = FIRST_NAME.match(text, found.end())
            if first:
                yield Mention(first.start(1), first.end(1), first[1], VoiceKind.PERSON)
            yield Mention(found.start(), found.end(), found[0], VoiceKind.UNNAMED)
        yield from (
            Mention(m.start(), m.end(), m[0], VoiceKind.PERSON, is_pronoun=True) for m in PRONOUN.finditer(text)
        )


TITLED = re.compile(rf"^(?:{TITLES}\s+)+")


def names_of(document: Document, model: Language | None = None) -> Names:
    """Return who is named in the document's own text and its comments."""
    whole: dict[str, set[str]] = {}
    for block in document.blocks:
        if block.kind in BODY or block.kind in (BlockKind.COMMENT, BlockKind.BYLINE):
            for one in _people(document.text_of(block)):
                name = TITLED.sub("", one.name)
                if " " in name:
                    whole.setdefault(name.split()[-1].lower(), set()).add(name)
    return Names({surname: min(names, key=len) for surname, names in whole.items() if _is_one(names)}, model)


def _is_one(names: set[str]) -> bool:
    """Return whether names are one person’s: `Councilman Ted Bassey` and `Ted Bassey`."""
    shortest = min(names, key=len)
    return all(name.endswith(shortest) for name in names)


def _of_model(parsed: Doc | None) -> Iterator[Mention]:
    for entity in parsed.ents if parsed is not None else ():
        is_name = entity.label_ == "PERSON" and entity.text[:1].isupper() and "/" not in entity.text
        if is_name and not PLACES.search(entity.text):
            words = re.sub(r"[’']s$", "", entity.text).strip()
            yield Mention(entity.start_char, entity.start_char + len(words), words, VoiceKind.PERSON)


def _people(text: str) -> Iterator[Mention]:
    at = 0
    while found := PERSON.search(text, at):
        start, at = found.span()
        first = NOT_FIRST.match(found[0])
        if first:  # “But Dr. Lind” is looked at again from “Dr.” on
            at = start + first.end()
            continue
        words = re.sub(r"[’']s$", "", found[0])
        is_part = PART_OF.search(text, max(0, start - 20), start)
        if " " in words and not (is_part or PLACES.search(words) or PUBLICATION.search(words)):
            yield Mention(start, start + len(words), words, VoiceKind.PERSON)
