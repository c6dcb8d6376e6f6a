"""What a contribution writes into the document: where, what, and what the new part is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.problems import Path
from rashomon_site.cases.slugs import free_slug, slug_of
from rashomon_site.comments.contributing.forms import NEW, ContributionForm, EvidenceForm, Parts
from rashomon_site.comments.models import ContributionKind

Document = dict[str, Any]
Edits = dict[Path, Any]
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Writing:
    """The values to set, and the part that they make: its key as in `Comment.about`, and words for it."""

    edits: Edits
    item: str
    words: str


def writing_of(kind: ContributionKind, form: ContributionForm, credit: str) -> Writing:
    """Return what a valid form writes; raises KeyError if the document no longer has a part that was chosen."""
    make = {
        ContributionKind.HYPOTHESIS: _hypothesis,
        ContributionKind.EVIDENCE: _evidence,
        ContributionKind.REPORT: _report,
        ContributionKind.CELL: _cell,
        ContributionKind.PARALLEL: _parallel,
    }[kind]
    return make(form, form.parts, credit)


def _hypothesis(form: ContributionForm, parts: Parts, credit: str) -> Writing:
    found, document = form.cleaned_data, parts.document
    id = _free_id(document, found["name"])
    values = {"id": id, "name": found["name"], "prior": found["prior"], "description": found["description"]}
    edits: Edits = {_end(document, "hypotheses"): _filled({**values, "proposed_by": credit})}
    edits |= {(*path, id): number for path, number in _numbers_of(document, found["like"])}
    return Writing(edits, f"hypothesis:{id}", f"explanation “{found['name']}”")


def _numbers_of(document: Document, hypothesis: str) -> Iterator[tuple[Path, Any]]:
    """Yield each row that has a number for an explanation, with that number."""
    for section, rows in (("evidence", ("likelihood", "otherwise")), ("indicators", ("likelihood",))):
        for place, part in enumerate(_rows(document, section)):
            for row in rows:
                if hypothesis and hypothesis in (part.get(row) or {}):
                    yield (section, place, row), part[row][hypothesis]


def _evidence(form: ContributionForm, parts: Parts, credit: str) -> Writing:
    assert isinstance(form, EvidenceForm)
    found, document = form.cleaned_data, parts.document
    id = _free_id(document, found["statement"])
    edits, report = _sourced(form, parts, credit, id)
    item = {"id": id, "statement": found["statement"], "on": found["on"].isoformat() if found["on"] else ""}
    item |= {"likelihood": form.ratings(), "suggested_by": credit, "reports": [report]}
    edits[_end(document, "evidence")] = _filled(item) | {"likelihood": form.ratings()}
    return Writing(edits, f"evidence:{id}", f"item “{found['statement'][:120]}”")


def _report(form: ContributionForm, parts: Parts, credit: str) -> Writing:
    found, document = form.cleaned_data, parts.document
    place, item = _find(document, "evidence", found["item"])
    edits, report = _sourced(form, parts, credit, found["item"])
    edits["evidence", place, "reports", len(item.get("reports") or [])] = report
    words = f"a report on item “{dict(parts.items)[found['item']]}”"
    return Writing(edits, f"report:{report['id']}", words)


def _cell(form: ContributionForm, parts: Parts, credit: str) -> Writing:
    found, document = form.cleaned_data, parts.document
    place, item = _find(document, "evidence", found["item"])
    named = dict(parts.hypotheses)[found["hypothesis"]]
    reason = f" {found['why']}" if found["why"] else ""
    note = f"{item.get('note') or ''}\nThe number under “{named}” was disputed by {credit}.{reason}".strip()
    edits: Edits = {
        ("evidence", place, "likelihood", found["hypothesis"]): found["value"],
        ("evidence", place, "note"): note[:20_000],
    }
    words = f"the number of item “{dict(parts.items)[found['item']]}” under “{named}”"
    return Writing(edits, f"cell:{found['item']}:{found['hypothesis']}", words)


def _parallel(form: ContributionForm, parts: Parts, credit: str) -> Writing:
    found, document = form.cleaned_data, parts.document
    event = {"event": found["event"], "ended": found["ended"], "url": found["url"], "suggested_by": credit}
    if found["group"] == NEW:
        id = _free_id(document, found["rule"])
        edits: Edits = {
            _end(document, "reference_classes"): {"id": id, "rule": found["rule"], "parallels": [_filled(event)]}
        }
    else:
        id = found["group"]
        place, group = _find(document, "reference_classes", id)
        edits = {("reference_classes", place, "parallels", len(group.get("parallels") or [])): _filled(event)}
    return Writing(edits, f"parallel:{id}:{found['event'][:120]}", f"the parallel “{found['event'][:120]}”")


def _sourced(form: ContributionForm, parts: Parts, credit: str, about: str) -> tuple[Edits, Document]:
    """Return the report that the form describes, and what adds its source where that is new."""
    found, document = form.cleaned_data, parts.document
    edits: Edits = {}
    source = found["source"]
    if source in ("", NEW):
        source = _free_id(document, found["source_name"])
        edits[_end(document, "sources")] = {"id": source, "name": found["source_name"]}
    report = {"id": _free_id(document, f"{source} {about}", [source, about]), "source": source}
    if found["says"] != "reports":
        report["says"] = found["says"]
    return edits, _filled({**report, "url": found["url"], "quote": found["quote"], "suggested_by": credit})


def _filled(values: Document) -> Document:
    return {key: value for key, value in values.items() if value not in ("", None)}


def _rows(document: Document, section: str) -> list[Document]:
    rows = document.get(section)
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def _end(document: Document, section: str) -> Path:
    return (section, len(_rows(document, section)))


def _find(document: Document, section: str, id: str) -> tuple[int, Document]:
    for place, row in enumerate(_rows(document, section)):
        if row.get("id") == id:
            return place, row
    raise KeyError(id)


def _free_id(document: Document, words: str, also: Iterable[str] = ()) -> str:
    """Return an id made of words that nothing in the document has; ids begin with a letter."""
    slug = slug_of(words)[:LONGEST_ID].strip("-")
    base = slug if slug[:1].isalpha() else f"n-{slug}".strip("-")
    return free_slug(base, {*_ids(document), *also})


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(inner) for key, inner in value.items() if key == "id")
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)
