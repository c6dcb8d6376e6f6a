"""Has this happened before: reference classes, their parallels, and the base rates they give."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, joined, say
from rashomon.explain.words import capital, count, number, percent, short_day
from rashomon.model import OTHER, Parallel, ReferenceClass


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """One past event."""

    event: str
    when: str
    ended: Mention | None
    weight: float
    weight_text: str
    source: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class ParallelClass:
    """Past events under one rule."""

    id: str
    rule: str
    why: str
    summary: Sentence
    showed: tuple[str, ...]
    rows: tuple[ParallelRow, ...]


def parallel_classes(naming: Naming) -> list[ParallelClass]:
    """Return every reference class in the order of the file."""
    return [_class(naming, entry) for entry in naming.case.reference_classes]


def _class(naming: Naming, entry: ReferenceClass) -> ParallelClass:
    return ParallelClass(
        id=entry.id,
        rule=entry.rule,
        why=entry.why or "",
        summary=_summary(naming, entry),
        showed=tuple(_showed(naming, entry)),
        rows=tuple(_row(naming, parallel) for parallel in entry.parallels),
    )


def _row(naming: Naming, parallel: Parallel) -> ParallelRow:
    return ParallelRow(
        event=parallel.event,
        when=short_day(parallel.on) if parallel.on else "",
        ended=naming.hypothesis(parallel.ended) if parallel.ended else None,
        weight=parallel.weight,
        weight_text=f"counted at {percent(parallel.weight)}",
        source=parallel.source or "",
        url=parallel.url or "",
        note=parallel.note or "",
    )


def _summary(naming: Naming, entry: ReferenceClass) -> Sentence:
    ended = [parallel for parallel in entry.parallels if parallel.ended]
    counts = f"{capital(count(len(entry.parallels), 'parallel'))}"
    result = next((r for r in naming.analysis.reference_classes if r.id == entry.id), None)
    if result is None or not ended:
        return say(counts, ".")
    rates = say(
        f"{counts}, worth {number(result.effective_n)} full ones; base rates: ",
        *_rates(naming, result.base_rate),
    )
    return say(rates, ". " + ("These give the starting odds." if uses_classes(naming) else _SHOWN_BESIDE))


_SHOWN_BESIDE = "The starting odds are stated by the author; these stand beside them."


def uses_classes(naming: Naming) -> bool:
    """Whether the starting odds come from the reference classes: no named explanation states any."""
    stated = any(h.prior is not None for h in naming.case.hypotheses if h.id != OTHER)
    return not stated and any(p.ended for c in naming.case.reference_classes for p in c.parallels)


def _rates(naming: Naming, rates: dict[str, float]) -> list[str | Mention | Sentence]:
    parts: list[str | Mention | Sentence] = []
    for key, rate in sorted(rates.items(), key=lambda pair: -pair[1]):
        parts += [", " if parts else "", naming.hypothesis(key), f" {percent(rate)}"]
    return parts


def _showed(naming: Naming, entry: ReferenceClass) -> list[str]:
    lines = []
    for indicator in naming.case.indicators:
        stated = [p.showed[indicator.id] for p in entry.parallels if indicator.id in p.showed]
        if stated:
            seen = "none" if not any(stated) else count(sum(stated), "", "").strip()
            lines.append(f"Of {count(len(stated), 'parallel')}, {seen} showed this: {indicator.statement}")
    return lines


def start_sentence(naming: Naming) -> Sentence:
    """Say where the starting odds come from."""
    if uses_classes(naming):
        rules = [Mention("group", entry.id, entry.rule) for entry in naming.case.reference_classes]
        return say("The starting odds come from past events: ", joined(rules), ".")
    if any(h.prior is not None for h in naming.case.hypotheses if h.id != OTHER):
        return say("The starting odds are the author's judgements.")
    return say("No starting odds were stated, so the named explanations begin with equal shares.")
