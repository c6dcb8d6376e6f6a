"""Put the report together: everything a template needs, and the page itself."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from rashomon.analysis import Analysis
from rashomon.explain import (
    answer,
    background,
    changes,
    evidence,
    fragility,
    indicators,
    predictions,
    provenance,
)
from rashomon.explain.axes import axis_top
from rashomon.explain.naming import Naming
from rashomon.explain.timeline import timeline
from rashomon.explain.words import capital, day, full_stop, interval, percent, short_day
from rashomon.model import Case
from rashomon.report import marks, svg_bars, svg_lines
from rashomon.report.prose import markdown_html
from rashomon.report.trees import forest

if TYPE_CHECKING:
    from jinja2 import Environment

# What no page may hold: control characters other than tab and line ends, and halves of surrogate pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the page's own table of contents."""

    anchor: str
    name: str


def render_report(case: Case, analysis: Analysis) -> str:
    """Return the report as one HTML file that needs no other: no script, no font, no request.

    `analysis` must be the result of weighing `case`. All text from the case is escaped.
    """
    page = _environment().get_template("report.html").render(_context(case, analysis))
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", page)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rashomon.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_filters())
    return environment


def _filters() -> dict[str, Any]:
    return {
        "sentence": marks.sentence_html,
        "mention": marks.mention_html,
        "chip": marks.chip,
        "spoken": marks.spoken,
        "box": marks.item_box,
        "letter_class": marks.letter_class,
        "grade_squares": marks.grade_squares,
        "impact_bars": marks.impact_bars,
        "percent": percent,
        "day": day,
        "short_day": short_day,
        "statement": statement,
        "host": host,
        "paragraphs": paragraphs,
    }


def statement(text: str) -> str:
    """Return a message, which starts small as after a file name, as a sentence of its own."""
    return full_stop(capital(text))


def host(url: str) -> str:
    """Return the name of the machine in an address, to say where a link leads."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def paragraphs(text: str) -> Markup:
    """Return plain text as paragraphs, parted at blank lines."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in parts)


@cache
def _style() -> tuple[Markup, str]:
    """Return the style sheet and the content policy's hash of it."""
    css = files("rashomon.report").joinpath("style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), f"sha256-{digest}"  # noqa: S704 - our own file


def _context(case: Case, analysis: Analysis) -> dict[str, Any]:
    naming = Naming(case, analysis)
    style, style_hash = _style()
    groups = evidence.evidence_groups(naming)
    context = {
        "case": case,
        "analysis": analysis,
        "naming": naming,
        "style": style,
        "style_hash": style_hash,
        "interval": interval,
        **_answer_parts(naming),
        "groups": groups,
        "words": evidence.STEPS,
        "largest_weight": _largest_weight(groups),
        "weight_bars": svg_bars.weight_bars,
        "columns": [naming.hypothesis(key) for key in analysis.posterior],
        "body": _body(naming),
        **_source_parts(naming),
        "parallels": background.parallel_classes(naming),
        "start_sentence": background.start_sentence(naming),
        "predictions": predictions.prediction_rows(naming),
        **_fragility_parts(naming),
    }
    return {**context, "sections": _sections(context)}


def _answer_parts(naming: Naming) -> dict[str, Any]:
    chart = timeline(naming)
    return {
        "table": answer.answer_table(naming.analysis),
        "answer_bar": svg_bars.answer_bar,
        "bar_axis": svg_bars.bar_axis,
        "sure": answer.how_sure(naming),
        "warnings": answer.warnings(naming),
        "facts": answer.facts(naming.analysis),
        "as_of": evidence.as_of_sentence(naming.case, naming.analysis),
        "ledgers": {key: evidence.ledger(naming, key) for key in naming.analysis.posterior},
        "indicators": indicators.indicator_rows(naming),
        "move_rail": svg_bars.move_rail,
        "reach_top": lambda reach: axis_top(reach, 0.1),
        "timeline": chart,
        "timeline_charts": svg_lines.timeline_charts(chart) if chart else Markup(""),
    }


def _source_parts(naming: Naming) -> dict[str, Any]:
    chains = provenance.item_chains(naming)
    return {
        "chains": chains,
        "trees": {chain.item.id: forest(chain.nodes) for chain in chains},
        "nodes": {chain.item.id: chain.nodes for chain in chains},
        "origins": provenance.origin_rows(naming),
        "provenance_summary": provenance.provenance_summary(naming),
    }


def _fragility_parts(naming: Naming) -> dict[str, Any]:
    return {
        "tornado": fragility.tornado_chart(naming),
        "tornado_bar": svg_bars.tornado_bar,
        "flips": changes.flip_rows(naming),
        "flips_without_value": changes.flips_without_value(naming.analysis),
        "leave_outs": changes.leave_out_summary(naming),
        "group_rows": fragility.group_rows(naming),
    }


def _largest_weight(groups: tuple[evidence.EvidenceGroup, ...]) -> float:
    values = [abs(bar.value) for group in groups for row in group.rows for bar in row.weights]
    return max(values, default=0.0)


def _body(naming: Naming) -> Markup:
    items = {item.id: naming.item(item.id) for item in naming.case.evidence}
    return markdown_html(naming.case.body, items, marks.item_box) if naming.case.body.strip() else Markup("")


def _sections(context: dict[str, Any]) -> list[Section]:
    wanted = (
        ("answer", "The answer", True),
        ("mind", "What would change it", bool(context["indicators"])),
        ("time", "Over time", context["timeline"] is not None),
        ("article", "The article", True),
        ("evidence", "Evidence", bool(context["groups"])),
        ("sources", "Sources", bool(context["chains"])),
        ("parallels", "Parallels", bool(context["parallels"])),
        ("watch", "Predictions", bool(context["predictions"])),
        ("fragile", "How firm", True),
        ("method", "Method", True),
    )
    return [Section(anchor, name) for anchor, name, present in wanted if present]
