"""A case as a table for spreadsheets: a row per piece of evidence, a column per hypothesis."""

from __future__ import annotations

from rashomon.analysis import Analysis
from rashomon.interchange.spreadsheet import write_lines
from rashomon.model import OTHER, Case, EvidenceItem, Quantity


def case_to_csv_matrix(case: Case, analysis: Analysis | None = None) -> str:
    """Return CSV with the cells as the author wrote them; with an analysis, its weights and answer as well.

    Cells that a spreadsheet would run as formulas are neutralised with an apostrophe.
    """
    ids = [h.id for h in case.hypotheses if h.id != OTHER]
    if case.exhaustive is None:
        ids.append(OTHER)
    names = {OTHER: "Something else"} | {h.id: h.name for h in case.hypotheses}
    head = ["evidence", "id", "established", "reports", "group", *(names[id] for id in ids)]
    lines = [line for item in case.evidence for line in _item_lines(case, item, ids)]
    if analysis is None:
        return write_lines([head, *lines])
    head.append("bits")
    bits = {found.id: found.bits for found in analysis.evidence}
    lines = [[*line, _number(bits.get(line[1]))] for line in lines]
    return write_lines([head, *lines, *_answer_lines(analysis, ids)])


def _item_lines(case: Case, item: EvidenceItem, ids: list[str]) -> list[list[str]]:
    established = {None: "", True: "true", False: "false"}[item.established]
    group = next((group.id for group in case.groups if item.id in group.items), "")
    known = [item.id, established, str(len(item.reports)), group]
    lines = [[item.statement, *known, *_cells(item.likelihood, ids)]]
    if item.otherwise is not None:
        label = f"{item.statement} (had `{item.given}` been otherwise)"
        lines.append([label, "", "", "", "", *_cells(item.otherwise, ids)])
    return lines


def _cells(row: dict[str, Quantity], ids: list[str]) -> list[str]:
    return [row[id].text if id in row else "" for id in ids]


def _answer_lines(analysis: Analysis, ids: list[str]) -> list[list[str]]:
    rows = {
        "(before the evidence)": [analysis.hypothesis(id).prior for id in ids],
        "(now)": [analysis.hypothesis(id).probability for id in ids],
        "(now, low)": [analysis.hypothesis(id).low for id in ids],
        "(now, high)": [analysis.hypothesis(id).high for id in ids],
    }
    return [[label, "", "", "", "", *map(_number, values), ""] for label, values in rows.items()]


def _number(value: float | None) -> str:
    """Write twelve significant digits, as many as agree on every machine."""
    return "" if value is None else f"{value:.12g}"
