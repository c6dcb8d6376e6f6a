"""The words by which an explanation, a doubt, a forecast or a parallel is known. How much each counts: weights.py."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that may speak for an explanation, by its name."""

    name: str
    pattern: re.Pattern[str]


def _cue(name: str, pattern: str) -> Cue:
    return Cue(name, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))


EXPLICIT = (
    _cue(
        "theory",
        r"(?:theor(?:y|ies)|hypothes[ie]s|explanations?|possibilit(?:y|ies)|scenarios?|speculation"
        r"|rumou?rs?|suspicions?|conjecture|guess(?:es)?|hunch|verdict|interpretation"
        r"|version of events|school of thought)\b",
    ),
    _cue("hedged past", r"(?:may|might|could|must|would) (?:\w+ly )?(?:(?:well|also|simply|just|even) )?have\b"),
    _cue(
        "hedged",
        r"(?:may|might|could) (?:well |also |simply |just |even )?(?:be|lie|explain|account|owe|come"
        r"|stem|reflect|point|mean)\b",
    ),
    _cue(
        "perhaps",
        r"(?:perhaps|maybe|possibly|presumably|probably|apparently|conceivably|likely|likelier"
        r"|supposedly|allegedly|reportedly|evidently)\b",
    ),
    _cue(
        "some say",
        r"(?:some|others?|many|critics|sceptics|skeptics|locals|people|believers|one camp"
        r"|another camp|the other camp|residents|insiders|analysts|experts|fans)\b[^.]{0,30}\b(?:say"
        r"|says|think|thinks|believe|believes|argue|suspect|blame|claim|point|swear|insist|wonder"
        r"|hold|see|favou?r|suggest|said|thought|believed|argued|suspected|blamed|claimed|pointed"
        r"|insisted|wondered)\b",
    ),
    _cue(
        "suspects",
        r"(?:suspect(?:s|ed)?|speculat\w+|theori[sz]\w+|reckons?|reckoned|surmised?|hypothesi[sz]ed?"
        r"|convinced|my money is on|my bet|i bet|i'd bet|i’d bet)\b",
    ),
    _cue(
        "believes",
        r"(?:believes?|believed|thinks?|argues?|argued|suggests?|suggested|claims?|claimed|contends?"
        r"|insists?|insisted|maintains|proposed|reckons?)\b",
    ),
    _cue(
        "points to",
        r"(?:point(?:s|ed|ing)? (?:the finger )?(?:to|at|towards?)|put(?:s|ting)? it down to"
        r"|chalk\w* (?:it )?up to|attribut\w+|ascrib\w+|lay(?:s|ing)? (?:the )?(?:blame"
        r"|responsibility)|pin\w* (?:it|the blame|this) on)\b",
    ),
    _cue(
        "it seems",
        r"(?:(?:seems?|seemed|appears?|appeared) (?:to (?:have|be)|that|likely|as if)"
        r"|(?:has|have|had|was|were) (?:also )?(?:been )?(?:suggested|proposed|mooted|floated"
        r"|blamed)|said by (?:some|many|others)"
        r"|(?:is|was|are|were|been) (?:thought|believed|said|rumou?red|suspected|understood|presumed|supposed) to)\b",
    ),
    _cue(
        "a notion",
        r"(?:the|an?|one|another|this|that|his|her|their|any|no) (?:[\w’'-]+ ){0,2}"
        r"(?:idea|notion|suggestion|claim|view"
        r"|belief|account|story|talk|whisper|gossip|line|thinking|argument|case)"
        r" (?:is|was|that|goes|has it|holds|of|for)\b"
        r"|the (?:first|second|third|fourth|fifth|last|other|next)(?: one)? (?:is|was|holds|says) that\b",
    ),
    _cue(
        "is told",
        r"(?:will tell you|tells? (?:me|us|you) that|proposes? that|reported that"
        r"|(?:own )?view,? [^.]{0,60} is that)\b",
    ),
    _cue("wonders whether", r"(?:wonder(?:s|ed|ing)? (?:if|whether|aloud|about)|whether it (?:was|is|were))\b"),
    _cue("would explain", r"(?:would|could|might|may) (?:also |well )?(?:explain|account for|fit)\b"),
    _cue(
        "rules out",
        r"(?:rule[sd]? out|ruling out|nothing to do with|not the (?:cause|reason|culprit)|can(?:[’']"
        r"|no)t be (?:the|blamed)|no (?:sign|trace|evidence) of)\b",
    ),
    _cue(
        "consistent with",
        r"(?:consistent with|suggestive of|hallmarks? of|signs? of|evidence (?:of|for|that)"
        r"|indicat\w+ (?:that|of))\b",
    ),
)
PLAIN = (
    _cue("because", r"(?:because(?: of)?|’cause|cos)\b"),
    _cue(
        "due to",
        r"(?:due (?:solely |simply |largely |mainly |partly |entirely )?to|owing to|thanks to"
        r"|on account of|as a (?:direct )?(?:result|consequence) of|courtesy of|by virtue of)\b",
    ),
    _cue(
        "caused by",
        r"(?:(?:was|were|is|are|been|being|be)? ?(?:caused|triggered|brought (?:on|about|down)"
        r"|driven|prompted|sparked|set off|produced|undone|killed|poisoned|sunk|wrecked|doomed"
        r"|provoked|explained|precipitated|fuelled|fueled|tripped|knocked out) by)\b",
    ),
    _cue(
        "the cause",
        r"(?:the|a|one|main|real|root|true|probable|chief|likely|simple|obvious|only|first|second"
        r"|third|final|another|other|sole) (?:\w+ )?(?:cause|reason|culprit|explanation|answer"
        r"|trigger|factor|driver|source|villain|key|fault|origin)s?\b(?! (?:to|not to|for (?:hope"
        r"|concern|optimism|celebration)))",
    ),
    _cue(
        "to blame",
        r"(?:to blame|blame[sd]?|at fault|responsible for|culprit|did it|is what did|the fault of"
        r"|bears? responsib\w+|fault (?:lies|lay))\b",
    ),
    _cue(
        "stems from",
        r"(?:stem(?:s|med)? from|result(?:s|ed)? from|aris(?:es|ing) from|arose from|c(?:omes?"
        r"|ame) (?:straight |simply )?(?:down to|from)|boils? down to|boiled down to|down to"
        r"|trace(?:s|d|able)? (?:back )?to|grew out of|owes?(?: (?:more|much|everything|itself))? to"
        r"|rooted in|lies? in|lay in|born of|explains? (?:why|it|the|everything|that)"
        r"|explained (?:why|it|the)|accounts? for|accounted for|behind (?:it|the|this|that))\b",
    ),
    _cue("the effect", r"(?<![\w’-])[\w’-]++ effect\b(?! of\b)"),
    _cue(
        "led to",
        r"(?:led to|caused|triggered|prompted|brought (?:on|about|down)|set off|forced|killed"
        r"|knocked out|drove|doomed|sank|tipped|made (?:the|it|them|him|her|us)|sent the|resulted in"
        r"|gave rise to|produced|cost (?:him|her|them|us|the)|undid|meant (?:that )?(?:the|nobody"
        r"|no one|it|they))\b",
    ),
    _cue(
        "what happened",
        r"(?:what (?:really |actually |in fact )?(?:happened|did it|killed|sank|went wrong|changed"
        r"|broke|stopped|brought|drove|caused)|here is (?:what|why|how)|here’s (?:what|why|how)"
        r"|the (?:plain |simple |boring |dull )?(?:truth|fact|story|real story) is|it was (?:simply"
        r"|just|all|only|the|a|an)|it(?:’|')?s (?:simply|just|all)|the answer is|that is why"
        r"|that’s why|which is why|hence)\b",
    ),
    _cue("since", r"(?:since|given that|seeing that|for the simple reason)\b"),
    _cue(
        "purpose",
        r"(?:in order to|so as to|so that|to (?:cover|hide|scare|distract|make|keep|avoid|save|win"
        r"|get|pin|protect|silence|boost|sell|collect|claim|force|push|draw|divert|drive))\b",
    ),
    _cue(
        "arranged",
        r"(?:staged|hoax|faked|deliberate\w*|on purpose|sabotage\w*|cover[- ]?up|inside job"
        r"|publicity stunt|plot|conspir\w+|tampered|stolen|rigged|bribed?|smoke ?screen|charade"
        r"|stunt|fraud)\b",
    ),
)
DENIED = re.compile(
    r"\b(?:no (?:evidence|sign|proof|basis|truth|indication|trace|reason to)|not because|(?:was"
    r"|were|is|are|did|do|does|could|can|would|had|has|have)(?: not|n[’']t)|cannot|never"
    r"|nothing to do with|rule[sd]? out|ruling out|dismiss\w*|reject\w*|den(?:y|ies|ied)"
    r"|debunk\w*|disprove[ds]?|"
    r"implausible|unlikely|nonsense|rubbish|hardly|without foundation|unfounded|discount(?:s|ed)"
    r"|rather than|far[- ]fetched|no,|don[’']t (?:think|believe|buy)|doubts?|doubted|doubtful"
    r"|myth|false|wrong|poppycock|baloney|hogwash|doesn[’']t add up)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:no (?:evidence|sign|proof|basis|truth|indication|trace)|not because"
    r"|nothing to do with|rule[sd]? out|ruling out"
    r"|dismiss\w*|reject\w*|den(?:y|ies|ied)|debunk\w*|disprove[ds]?|implausible|unlikely|nonsense|rubbish|hardly"
    r"|without foundation|unfounded|discount(?:s|ed)|far[- ]fetched|no,|don[’']t (?:think"
    r"|believe|buy)|doubts?|doubted"
    r"|doubtful|myth|false|poppycock|baloney|hogwash|absurd"
    r"|(?:is|was|were|are|did|does|do|could|can|has|have)(?: not|n[’']t) (?:the |to |be |have "
    r"|it|so|true|explain|account|cause"
    r"|add|hold|make sense|fit|true|kids|just|simply|a )|cannot (?:be|have|explain))",
    re.IGNORECASE,
)
"""Words by which an explanation is denied, and not merely something in its sentence."""
SAID_BY_OTHERS = re.compile(
    r"\b(?:(?<!to )blames?|blamed|holds? that|found that|according to|attribut\w+|concluded that)\b", re.IGNORECASE
)
OWN_VIEW = re.compile(
    r"\b(?:I|[Ww]e)(?:[’'](?:d|m|ve|re))?(?: (?!(?:heard|read|was|were|told|asked)\b)[\w’']+){0,2}?"
    r" (?:think|suspect|blame|believe|guess|reckon|bet|suppose|say|wager|hold|put it|sure|convinced|certain)\b"
    r"|\b[Mm]y (?:own )?(?:guess|theory|hunch|bet|money|suspicion|view|explanation|take)\b"
    r"|\b[Ii]n my (?:view|opinion)\b"
    r"|^(?:An?|Another|The|One)(?: \w+){0,2} (?:possibility|answer|explanation) is\b"
)
"""What the writer holds: “my guess is”, “a third possibility is”."""
COUNTS = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|many|various|competing|rival|a (?:few|number|handful|couple) of|\d\d?)"
    r" (?:[\w’'-]+ ){0,2}(?:theories|explanations|possibilities|hypotheses|scenarios|reasons|suspects)\b"
    r"(?!.{0,300}(?:\bthat\b|\bbecause\b|[—–]|: *[\w“\"]|\b(?:such as|including|among them|namely|one of)\b))"
)
"""A sentence that only says how many explanations there are."""
ASKS_FOR_A_SOURCE = re.compile(
    r"^(?=.{0,80}\?\W*$)(?:.{0,40}\byou\b|any\b|got\b|where\b|what\b).{0,40}\b(?:source|link|citation|reference|proof)\b"
    r"|^(?:source|link|citation)s?(?: please)?\?",
    re.IGNORECASE,
)
WH = re.compile(
    r"^[“‘\"'(\s]*(?:(?:and|but|so|or|then)\s+)*(?:why|what|how|who|whom|whose|where|when"
    r"|which)\b(?!\s+(?:if|about)\b)",
    re.IGNORECASE,
)
EMPTY_QUESTION = re.compile(
    r"^(?:has any(?:one|body)|does (?:any|every)(?:one|body)|is the \w+ (?:free|open)|really"
    r"|right|who knows|no|yes|coincidence|agreed?|anyone|see|remember|sound familiar"
    r"|do you (?:agree|think|remember)|does (?:it|that|any of this) matter|(?:is|was) (?:that|this"
    r"|it|she|he) (?:true|enough|all|so|right|any)|have you|are you|can (?:we|you|anyone)|should|will"
    r"|would you|"
    r"what now|confused|convinced|satisfied|got that|and|but|so|did you|do we|do they"
    r"|did (?:anyone|anybody) (?:else )?(?:notice|see|ask)|could you|isn[’']t it|thoughts"
    r"|case closed|please)\b",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"^[“‘\"'(\s]*(?:(?:and|but|or|so)\s+)?(?:was|were|did|had|has|is|are|could|might|may|do|does|can)\b", re.IGNORECASE
)
ORDINAL = re.compile(
    r"^\s*(?:\(?\d{1,2}[.):]\s|first(?:ly)?\b|second(?:ly)?\b|third(?:ly)?\b|fourth(?:ly)?\b"
    r"|finally\b|lastly\b|then there (?:is|was|are)\b|next\b|another\b|the (?:first|second|third"
    r"|fourth|last|final|other)\b)",
    re.IGNORECASE,
)
ANAPHORA = re.compile(
    r"^\W*(?:it|this|that|these|they|all this|the (?:whole|entire)|he|she|nobody|everyone)\b", re.IGNORECASE
)
PREDICTS = re.compile(
    r"\b(?:will|’ll|'ll|won[’']t|(?:is|are) (?:likely|expected|bound|set|certain|sure|due|poised"
    r"|about|unlikely|going) to|expects?\b[^.]{0,40}\bto\b|(?:predicts?|predicted|forecasts?"
    r"|i bet|i wager|my prediction|mark my words|expect)\b|here comes|look out\b|before long"
    r"|by (?:next|the end of|this time)|we shall|there[’']ll)",
    re.IGNORECASE,
)
NO_PREDICTION = re.compile(
    r"\b(?:at will|good ?will|will not be published|free will|will of|ill will|a will|their will"
    r"|his will|her will|the will|read more|if you|you(?:’ll|'ll| will)|will have (?:to )?been"
    r"|will remember|would)\b",
    re.IGNORECASE,
)
PARALLEL = re.compile(
    r"\b(?:parallels? (?:with|to|in|between)|reminiscent of|(?:just |much |rather "
    r"|exactly )?(?:like|as) (?:with|in|happened|it was)\b|(?:it |this |that )?(?:recalls?"
    r"|echo(?:es|ed)|evokes?|resembles?|mirrors?)|remember(?:s|ed)?|similar(?:ly)? to"
    r"|compar(?:ed?|es|isons?|able) (?:to|with)|precedents?|"
    r"not the first time|last time|same (?:thing|way|pattern|story)|as happened"
    r"|happened (?:before|in|at|to)|brings? to mind|reminds?|think of|shades of|d[ée]j[àa] vu"
    r"|another case|earlier case|as (?:with|in)|unlike|just as|like the|history)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d(?:s)?\b")
CREDITED = re.compile(
    r"^\W*(?:such|that|this|so) (?:is|was|goes|runs|went|ran|at least is"
    r"|at least was) (?:at least )?(?:the|a|an|one|his|her|their)?\b"
    r"[^.]{0,40}\b(?:theory|view|idea|claim|explanation|suspicion|story|version|account|argument|belief)\b",
    re.IGNORECASE,
)
"""A sentence that says whose the explanation before it is."""
LINK = re.compile(r"https?://\S+")
SPEECH = re.compile(r"[„“”\"«»]|\b(?:said|says|told|tells|asked|wrote|writes|added|according to)\b", re.IGNORECASE)
OWN = re.compile(r"\b(?:I|my|me|we|our|us)\b")
VERBS = re.compile(
    r"\b(?:is|was|are|were|be|been|has|have|had|do|does|did|can|could|will|would|get|got|go|went"
    r"|see|saw|think|know|read|love|agree|thank\w*|well done|great|\w{3,}ed|\w+[’']\w+|on|here"
    r"|joking|please|wow|ha|lol|nice|true|right|wrong|rubbish|nonsense|exactly|indeed)\b|\?|\d",
    re.IGNORECASE,
)
ASKS_OF = re.compile(r"^\W*(?:and|or|what about|how about)\b[^?]{2,60}\?|\bsurely\?$", re.IGNORECASE)
WHAT_IF = re.compile(
    r"\b(?:what if|could it be|can it be|was it|is it possible|suppose that|how about)\b", re.IGNORECASE
)
ANNOUNCES = re.compile(
    r"\b(?:another (?:story|theory|view|explanation|idea|possibility|suspect)|(?:tells?"
    r"|told) (?:a|another) (?:\w+ )?story|simplest|theory|theories|answer|what happened"
    r"|the (?:real|true|plain|likely|usual|official|obvious) (?:reason|cause|story|explanation"
    r"|culprit)|reasons?|causes?|culprits?|suspects|explanations?|here is|here’s|so why"
    r"|how so)\b",
    re.IGNORECASE,
)
STATED = (
    r"\b(?:theor(?:y|ies)|hypothes[ie]s|explanations?|possibilit(?:y|ies)|suspicions?|rumou?rs?"
    r"|idea|notion|suggestion|claim|story|account|view)"
    r"(?: \w+){0,4}?(?: (?:is|was|that|holds|has it|goes|runs|blames|points|involves)\b[^.]{12}|: )"
)
MARKS = tuple(
    (name, re.compile(pattern, re.IGNORECASE if flags else 0))
    for name, pattern, flags in (
        ("refers back", ANAPHORA.pattern, True),
        ("denied", DENIED.pattern, True),
        ("foretells", PREDICTS.pattern, True),
        ("a theory in words", STATED, True),
        (
            "your theory",
            (
                r"\b(?:your|this|that|these|whose|every|each|all)(?: \w+)? (?:theor(?:y|ies)|explanations?"
                r"|accounts?|stor(?:y|ies)|ideas?)\b"
            ),
            True,
        ),
        ("question and answer", r"^\W*[QA][.:]\s", True),
        ("the writer’s own doings", r"\b(?:I|my|me|we|our|us)\b", False),
        ("in quotation marks", r"[„“”\"«»]", False),
        ("had been", r"\bhad (?:\w+ly )?(?:been|\w+ed|gone|left|become|begun|run|made|taken|given|lost|come)\b", True),
        (
            "in the past",
            (
                r"\b(?:was|were|did|\w{3,}ed|fell|rose|ran|went|came|broke|lost|left|took|gave|made|cut|shut"
                r"|froze|blew|sank|struck|hit)\b"
            ),
            True,
        ),
        ("simply", r"\b(?:simply|just|plain|obvious\w*|clearly|of course|merely|only|really)\b", True),
        ("nobody", r"\b(?:nobody|no one|none|nothing)\b", True),
        (
            "so",
            (
                r"(?:, so\b|\bso \w+ that\b|\bthen\b.*\band\b|\bonce\b|\buntil\b|\bwithout\b|\btoo (?:few"
                r"|many|much|little)\b)"
            ),
            True,
        ),
        ("it was", r"^\W*(?:it|that|this|those|these) (?:was|were|is|are)\b|^\W*(?:it|that)[’']s\b", True),
        ("speaks of speech", r"\b(?:said|says|told|tells|asked|wrote|writes|added|according to)\b", True),
        (
            "speaks of belief",
            r"\b(?:argu\w+|believ\w+|think\w*|thought|claim\w*|insist\w*|suggest\w*|contend\w*|hold|holds)\b",
            True,
        ),
        (
            "time or number",
            (
                r"\b(?:\d{1,2}[:.]\d\d|\d{2,}|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
                r"|january|february|march|april|june|july|august|september|october|november|december)\b"
            ),
            True,
        ),
        ("a link", r"https?://|\bsee\b", True),
        (
            "thanks or greeting",
            (
                r"\b(?:thank|great|love|lovely|congratulations|well done|welcome|sorry|please|rip"
                r"|condolences|my thoughts)\b"
            ),
            True,
        ),
        ("you", r"\b(?:you|your|author|column|article|writer|editor)\b", True),
        ("number at the start", ORDINAL.pattern, True),
        ("however", r"^\W*(?:but|however|yet|still|though|on the other hand|others|another)\b", True),
        (
            "not true of all",
            r"\b(?:does not|doesn[’']t|did not|didn[’']t|cannot|can[’']t) (?:explain|account|square|fit)\b",
            True,
        ),
        (
            "opens as an answer",
            (
                r"^\W*(?:or|maybe|perhaps|nope|no,|obviously|clearly|my (?:theory|guess|bet|money)|simple"
                r"|easy|because|try)\b"
            ),
            True,
        ),
    )
)
