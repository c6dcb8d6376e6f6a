"""The wording of every kind of advice: code -> (what was noticed, what to consider)."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.problems import Advice, Path

WORDS: dict[str, tuple[str, str]] = {
    # hypotheses
    "one-hypothesis": (
        "there is one explanation only, so nothing competes with it",
        "add the explanations that others give",
    ),
    "similar-names": (
        "`{a}` and `{b}` have nearly the same name: do they overlap?",
        "state what tells them apart, or merge them: the explanations have to exclude one another",
    ),
    "same-rows": (
        "`{a}` and `{b}` have the same likelihood for every item: no evidence tells them apart",
        "add an item that does, or merge them",
    ),
    "no-catch-all": (
        "`exhaustive` leaves no room for an explanation that nobody has thought of",
        "remove it unless the list is complete by definition",
    ),
    "small-catch-all": (
        "the prior of `other` is below 1%: surprises are usually more common",
        "5% is what is taken if nothing is stated",
    ),
    "scaled-priors": (
        "the priors of the named explanations add up to {total}, and are scaled to share 100% with `other`",
        "check that they are shares of one whole",
    ),
    "end-of-range": (
        "an end of the range `{text}` is certainty, and is read as 0.0005 or 0.9995",
        "write the end that you mean",
    ),
    # evidence
    "equal-cells": (
        "`{owner}` is equally expected under every explanation, so it moves nothing",
        "keep it for the record, or look at the cells again",
    ),
    "large-factor": (
        "`{owner}` favours `{a}` over `{b}` by more than 1,000 to 1, and gives no reason",
        "add `why:`, or moderate the cells",
    ),
    "one-sided": (
        "every item favours `{id}`",
        "look for evidence that speaks against it: what would be surprising if it were true?",
    ),
    "certain-cell": (
        "`{id}` has the likelihood {text} for `{owner}`, which no later evidence can outweigh",
        "write a number near it, such as {instead}, unless it is impossible by definition",
    ),
    "given-uncertain": (
        "`{owner}` is given `{given}`, which is merely reported: one row serves whether it happened or not",
        "add `otherwise:` with the row for `{given}` not having happened",
    ),
    "reported-beforehand": (
        "`{owner}` happened on {on}, and `{report}` reported it on {day}, before that",
        "check the two dates",
    ),
    # sources and reports
    "ungraded-source": (
        "`{id}` has neither a grade nor a reliability, and counts as F (unknown)",
        "add `grade:` or `reliability:`",
    ),
    "grade-not-used": (
        "`{id}` has a grade and a reliability: the reliability counts",
        "remove one of them if this is not meant",
    ),
    "same-source-twice": (
        "`{a}` and `{b}` are two reports by `{source}` on `{item}`, and count as independent",
        "say `via` if one repeats the other, or mark the source `one_instrument`",
    ),
    "likely-copy": (
        "`{b}` has the same {what} as `{a}`, and counts as independent of it",
        "add `via: {a}` if it repeats it",
    ),
    "unused-unseen": (
        "`{id}` is `seen: false`, and nothing came via it",
        "name it in the `via` of the report that passed it on, or remove it",
    ),
    "repeat-before": (
        "`{owner}` ({on}) is dated before `{via}` ({via_on}), which it came via",
        "correct one of the dates, or `via`",
    ),
    "undated": (
        "as of {as_of}, {what} no date and {count} from the start: {names}",
        "add `on:` so that the answer can be replayed day by day",
    ),
    # reference classes and indicators
    "same-ending": (
        "all {count} parallels of `{owner}` ended as `{id}`: were they chosen because they fit?",
        "look for events under the same rule that ended otherwise",
    ),
    "counted-twice": (
        "`{item}` selected the reference class `{owner}` and speaks again as evidence",
        "make its cells equal, or choose the class by another feature",
    ),
    "no-indicators": (
        "nothing is named that would settle the question later",
        "add an indicator: what would be seen by when, if one explanation were true and not another?",
    ),
}


def advise(code: str, path: Path, **facts: object) -> Advice:
    """Return the advice of kind `code` at `path`, worded with `facts`."""
    message, fix = WORDS[code]
    return Advice(code, path, message.format(**facts), fix.format(**facts))


def name_some(ids: Sequence[str], shown: int = 4) -> str:
    """Write "`a`, `b` and 7 more"."""
    names = [f"`{id}`" for id in ids[:shown]]
    if len(ids) > shown:
        return f"{', '.join(names)} and {len(ids) - shown} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
