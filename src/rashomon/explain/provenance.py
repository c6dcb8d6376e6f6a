"""Who had it from whom: every report of an item as a chain that starts at its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.explain.changes import effect, leave_out_of, leave_out_sentence, strongest
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.words import capital, count, fine_interval, short_day, stated
from rashomon.model import EvidenceItem, Quantity, Report, Source

GRADE_WORDS = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability unknown",
}
"""Names of the Admiralty grades."""

PARTY = 0.6
"""From this chance of speaking so without knowledge, a source counts as an interested party."""

_STILL = {"reports": "have said so", "denies": "have denied it", "silent": "have kept silent"}
_SAYS = {"reports": "reports it", "denies": "denies it", "silent": "is silent"}


@dataclass(frozen=True, slots=True)
class ChainNode:
    """One report; `depth` counts the steps from its origin, and nodes follow one another depth first."""

    id: str
    name: str
    depth: int
    says: str
    when: str
    grade: str  # a letter, or ""
    grade_words: str
    copying: str  # "" unless it came via another
    via: str  # the source it came by
    regardless: str  # how often it would have said so had it not known; "" where that is not stated
    party: bool  # it would most likely have said so in any case
    is_origin: bool
    counted: bool
    seen: bool
    quote: str
    note: str
    url: str
    archive: str


@dataclass(frozen=True, slots=True)
class ItemChains:
    """All reports of one item, both counts beside them."""

    item: Mention
    reports: int
    origins: int
    counts: str
    nodes: tuple[ChainNode, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin, what hangs from it, and the answer without it."""

    name: str
    counts: str
    items: tuple[Mention, ...]
    sentence: Sentence | None
    effect: float


def item_chains(naming: Naming) -> tuple[ItemChains, ...]:
    """Return the chains of every item that has a report, in the order of the file."""
    return tuple(chains_of(naming, item) for item in naming.case.evidence if item.reports)


def chains_of(naming: Naming, item: EvidenceItem) -> ItemChains:
    """Return one item's reports, origins first, each followed by what came via it."""
    result = next(result for result in naming.analysis.evidence if result.id == item.id)
    nodes = _walk(naming, item)
    counts = f"{capital(count(result.reports, 'report'))}, {count(len(result.origins), 'independent origin')}"
    return ItemChains(naming.item(item.id), result.reports, len(result.origins), counts, tuple(nodes))


def _walk(naming: Naming, item: EvidenceItem) -> list[ChainNode]:
    """Go through the reports depth first without recursion: a chain may be thousands of steps long."""
    reports = {report.id: report for report in item.reports}
    children: dict[str, list[Report]] = {}
    for report in item.reports:
        if report.via in reports:
            children.setdefault(str(report.via), []).append(report)
    stack = [(report, 0) for report in reversed(item.reports) if report.via not in reports]
    nodes: list[ChainNode] = []
    while stack:
        report, depth = stack.pop()
        nodes.append(_node(naming, report, depth, reports.get(report.via or "")))
        stack.extend((child, depth + 1) for child in reversed(children.get(report.id, [])))
    return nodes


def _node(naming: Naming, report: Report, depth: int, parent: Report | None) -> ChainNode:
    source = next((s for s in naming.case.sources if s.id == report.source), None)
    grade = source.grade if source and source.grade else ""
    return ChainNode(
        id=report.id,
        name=naming.source_name(report.source),
        depth=depth,
        says=_says(report),
        when=short_day(report.on) if report.on else "",
        grade=grade,
        grade_words=GRADE_WORDS.get(grade, ""),
        copying=_copying(report) if parent else "",
        via=str(naming.source(parent.source)) if parent else "",
        regardless=_regardless(report, source),
        party=_party(report, source),
        is_origin=report.via is None,
        counted=_known(report.on, naming.analysis.as_of),
        seen=report.seen,
        quote=report.quote or "",
        note=report.note or "",
        url=report.url or "",
        archive=report.archive or "",
    )


def _says(report: Report) -> str:
    return _SAYS[report.says] if report.seen else f"is said to have said so ({_SAYS[report.says]})"


def _known(on: date | None, as_of: date | None) -> bool:
    return on is None or as_of is None or on <= as_of


def _copying(report: Report) -> str:
    if report.copying is None:
        return "repeats it"
    text = stated(report.copying)
    return "repeats it" if report.copying.low == 1 else f"only repeats it with a chance of {text}"


def _stated_chance(report: Report, source: Source | None) -> Quantity | dict[str, Quantity] | None:
    if report.says_regardless is not None:
        return report.says_regardless
    return source.says_regardless if source else None


def _regardless(report: Report, source: Source | None) -> str:
    """Say how often the source would have said the same had it not known; a denial is the other outcome."""
    chance = _stated_chance(report, source)
    if chance is None:
        return ""
    if isinstance(chance, dict):
        return "had it not known, it would still have said the same, under some explanations more often"
    low, high = _ends(report, chance)
    return f"had it not known, it would still {_STILL[report.says]} {fine_interval(low, high)} of the time"


def _ends(report: Report, chance: Quantity) -> tuple[float, float]:
    if report.says == "reports":
        return chance.low, chance.high
    return 1 - chance.high, 1 - chance.low


def _party(report: Report, source: Source | None) -> bool:
    """Whether the source is drawn as an interested party: it would most likely have spoken so in any case."""
    chance = _stated_chance(report, source)
    if chance is None:
        return False
    return isinstance(chance, dict) or sum(_ends(report, chance)) / 2 >= PARTY


def origin_rows(naming: Naming) -> list[OriginRow]:
    """Return the origins, those first without which the answer moves most."""
    rows = []
    for origin in naming.analysis.origins:
        left = leave_out_of(naming.analysis, "origin", origin.source)
        rows.append(
            OriginRow(
                name=naming.source_name(origin.source),
                counts=count(len(origin.reports), "report"),
                items=tuple(naming.item(key) for key in origin.items),
                sentence=leave_out_sentence(naming, left) if left else None,
                effect=effect(naming.analysis, left) if left else 0.0,
            )
        )
    return sorted(rows, key=lambda row: -row.effect)


def provenance_summary(naming: Naming) -> Sentence:
    """Say both counts, and which origin carries most."""
    analysis = naming.analysis
    if not analysis.report_count:
        counted = any(item.counted for item in analysis.evidence)
        return say(
            "No reports: every item is entered as established." if counted else "No evidence counts by this day yet."
        )
    counts = (
        f"{capital(count(analysis.report_count, 'report'))} "
        f"{'goes' if analysis.report_count == 1 else 'go'} back to "
        f"{count(len(analysis.origins), 'independent origin')}."
    )
    top = strongest(analysis, kinds=("origin",), limit=1)
    return say(counts, " ", leave_out_sentence(naming, top[0])) if top else say(counts)
