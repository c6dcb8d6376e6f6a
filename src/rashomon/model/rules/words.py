"""The wording of every rule that a case can break: code -> (what is wrong, what to do)."""

from __future__ import annotations

from rashomon.problems import Path, Problem

WORDS: dict[str, tuple[str, str]] = {
    "more-problems": ("there are more problems than these", "fix these first and check again"),
    # ids
    "duplicate-id": ("`{id}` is the id of two {kind}", "give one of them another id"),
    "indicator-is-item": (
        "`{id}` is the id of an indicator and of an evidence item",
        "give the indicator another id: once resolved it becomes an item",
    ),
    # hypotheses and priors
    "no-named-hypothesis": (
        "only the catch-all `other` is listed",
        "add at least one explanation with a name",
    ),
    "exhaustive-with-other": (
        "`exhaustive` says that no explanation can be missing, and yet `other` is listed",
        "remove `exhaustive`, or the hypothesis `other`",
    ),
    "missing-prior": (
        "`{id}` has no prior, although other explanations have one",
        "give every named explanation a prior, or none of them",
    ),
    "zero-priors": ("every prior is zero", "give at least one explanation a prior above 0"),
    "other-prior-whole": ("`other` takes the whole prior", "give `other` a prior below 1: 5% if left out"),
    "ratio-not-allowed": (
        "`{text}` is a ratio, and {where} has to be a probability",
        "write a probability, such as 0.7, 70%, 60-80% or likely",
    ),
    # rows
    "unknown-hypothesis": ("unknown hypothesis `{id}`{hint}", "use the id of a hypothesis of this case"),
    "other-is-dropped": (
        "`other` is used, but `exhaustive` drops it",
        "remove `other` here, or remove `exhaustive`",
    ),
    "missing-cell": (
        "`{id}` has no likelihood for `{owner}`",
        "add `{id}:` to the row: suppose it were true, how likely is it that we would see this?",
    ),
    "missing-otherwise": (
        "`{id}` has no likelihood in the `otherwise` of `{owner}`",
        "add `{id}:` to the row: how likely would it be, had `{given}` not happened?",
    ),
    "mixed-row": (
        "the row of `{owner}` mixes ratios and probabilities",
        "write either probabilities or ratios in all of its cells",
    ),
    "no-unit-ratio": (
        "no cell in the row of `{owner}` is `1x`",
        "write `1x` for the explanation to compare with",
    ),
    "ratio-not-established": (
        "`{owner}` is rated by ratios, but is not `established: true`",
        "add `established: true`, or write probabilities: reports need P(not seen) too",
    ),
    "ratio-given-otherwise": (
        "`{owner}` is rated by ratios, but the `otherwise` of `{id}` depends on it",
        "write probabilities for `{owner}`: its not happening is summed over",
    ),
    # evidence
    "no-support": (
        "`{owner}` is neither established nor reported",
        "add `established: true` if nobody disputes it, or say who reported it under `reports:`",
    ),
    "unknown-item": ("unknown evidence item `{id}`{hint}", "use the id of an item under `evidence:`"),
    "circle-of-given": ("{circle}: a circle", "remove `given` from one of them"),
    "otherwise-without-given": (
        "`{owner}` has `otherwise` but no `given`",
        "add `given:` with the item whose not happening it is about, or remove `otherwise`",
    ),
    "other-rated-once": (
        "`other` is rated in `{has}` of `{owner}` but not in `{lacks}`",
        "rate `other` in both rows, or in neither",
    ),
    # sources
    "unknown-source": ("unknown source `{id}`{hint}", "use the id of a source, or add it under `sources:`"),
    "one-rate-only": ("`{owner}` has `{has}` but no `{lacks}`", "state both rates, or neither"),
    "rates-and-more": (
        "`{owner}` has a hit rate and a false-alarm rate, and `{key}` as well",
        "keep the two rates, or `{key}`: they say the same thing twice",
    ),
    "rates-backwards": (
        "`{owner}` reports what did not happen more often than what did ({hit} against {false_alarm})",
        "swap the two rates, or set them equal if its reports tell nothing",
    ),
    "incomplete-map": (
        "`says_regardless` of `{owner}` does not say anything for `{id}`",
        "add `{id}:`, or write one number for all",
    ),
    # reports
    "unknown-report": ("unknown report `{id}`{hint}", "use the id of a report on the same item"),
    "via-other-item": (
        "`{owner}` came via `{id}`, which is a report on `{there}` and not on `{here}`",
        "name a report on `{here}`, or remove `via`",
    ),
    "circle-of-via": ("{circle}: a circle", "remove `via` from the one that came first"),
    "copy-without-via": (
        "`{owner}` has `copy` but no `via`",
        "add `via:` with the report that it may repeat",
    ),
    "copy-of-unseen": (
        "`{owner}` has `copy`, but `{id}`, which it came via, is `seen: false`",
        "remove `copy` and state `reliability`: how well it passes on what it heard",
    ),
    "repeat-differs": (
        "`{owner}` {says} it, yet is a sure repeat of `{id}`, which {via_says} it",
        "add `copy:` with the chance that it only repeats, or correct `says` or `via`",
    ),
    "unseen-says": (
        "`{owner}` is `seen: false` and has `says` as well",
        "remove `says`: what an unseen report said is summed over",
    ),
    "instrument-reliability": (
        "`{owner}` has its own reliability, but `{source}` is `one_instrument`",
        "remove it: the instrument works or fails once, for all of its reports",
    ),
    # groups
    "item-in-two-groups": ("`{id}` stands in `{first}` and in `{second}`", "keep it in one group"),
    "item-twice-in-group": ("`{id}` stands twice in `{owner}`", "name it once"),
    "given-in-group": (
        "`{id}` is rated given `{given}`, and both stand in `{owner}`",
        "take one of them out of the group: `given` already says how they hang together",
    ),
    "otherwise-in-group": (
        "`{id}` has `otherwise`, and stands in the group `{owner}`",
        "take it out of the group, or remove `otherwise`",
    ),
    "otherwise-on-grouped": (
        "`{id}` stands in the group `{owner}`, and the `otherwise` of `{by}` depends on it",
        "take it out of the group, or remove that `otherwise`",
    ),
    # reference classes, indicators, prose
    "unknown-indicator": ("unknown indicator `{id}`{hint}", "use the id of an indicator of this case"),
    "by-before-named": (
        "`{owner}` was to be seen by {by}, before it was named on {on}",
        "correct `by` or `on`",
    ),
    "resolved-before-named": (
        "`{owner}` was resolved on {resolved}, before it was named on {on}",
        "correct one of the dates: what is named after the fact predicts nothing",
    ),
    "unknown-link": (
        "the text links to `[evidence:{id}]`, which is no evidence item{hint}",
        "use the id of an item under `evidence:`",
    ),
}


def problem(code: str, path: Path, **facts: object) -> Problem:
    """Return the problem of kind `code` at `path`, worded with `facts`."""
    message, fix = WORDS[code]
    return Problem(code, path, message.format(**facts), fix.format(**facts))
