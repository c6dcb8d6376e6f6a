"""Put the report together: everything a template needs, and the page itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
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
from rashomon.explain.words import capital, day, full_stop, interval, percent, points, short_day
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
    """A part of the page: its place in the table of contents and the template that draws it."""

    anchor: str
    name: str
    template: str


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """A part of the page as HTML, for a page that has a frame of its own."""

    anchor: str
    name: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Setting:
    """What a surrounding page knows and the report does not."""

    moved: Mapping[str, float] | None = None  # by hypothesis, since the version before; a new one is missing there
    since: str = ""  # what that version is called, such as "rev. 13"
    clean: Callable[[str], str] | None = None  # a second look at the HTML that Markdown became
    draw_chain: Callable[[provenance.ItemChains], str] | None = None  # in place of nested lists
    discuss: Callable[[str], str] | None = None  # where readers write about a part, such as `evidence:tolls`


def render_report(case: Case, analysis: Analysis) -> str:
    """Return the report as one HTML file that needs no other: no script, no font, no request.

    `analysis` must be the result of weighing `case`. All text from the case is escaped.
    """
    page = _environment().get_template("report.html").render(_context(case, analysis, Setting()))
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def render_sections(case: Case, analysis: Analysis, setting: Setting) -> list[RenderedSection]:
    """Return the parts of the report, in their order, as HTML; `analysis` must be the result of weighing `case`.

    They need the classes of `static/report.css` and no script. All text from the case is escaped.
    """
    context = _context(case, analysis, setting)
    return [RenderedSection(part.anchor, part.name, _rendered(part.template, context)) for part in context["sections"]]


def _rendered(template: str, context: dict[str, Any]) -> Markup:
    html = _environment().get_template(template).render(context)
    return Markup(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html))  # noqa: S704 - made by our own templates


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
        "moved": moved_words,
        "day": day,
        "short_day": short_day,
        "statement": statement,
        "host": host,
        "paragraphs": paragraphs,
    }


def moved_words(change: float | None) -> Markup:
    """Return a change of a probability as a mark and words; None is what was not there before."""
    if change is None:
        return Markup('<span class="new">new</span>')
    words = points(change)
    kind = "flat" if words == "no change" else "up" if change > 0 else "down"
    sign = Markup('<span class="vh">{} </span>').format(kind) if kind != "flat" else ""
    return Markup('<span class="{}">{}{}</span>').format(kind, sign, words)


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
    css = files("rashomon.report").joinpath("static", "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), f"sha256-{digest}"  # noqa: S704 - our own file


def _context(case: Case, analysis: Analysis, setting: Setting) -> dict[str, Any]:
    naming = Naming(case, analysis)
    style, style_hash = _style()
    groups = evidence.evidence_groups(naming)
    context = {
        "case": case,
        "analysis": analysis,
        "naming": naming,
        "setting": setting,
        "style": style,
        "style_hash": style_hash,
        "interval": interval,
        **_answer_parts(naming),
        "groups": groups,
        "words": evidence.STEPS,
        "largest_weight": _largest_weight(groups),
        "weight_bars": svg_bars.weight_bars,
        "columns": [naming.hypothesis(key) for key in analysis.posterior],
        "body": _body(naming, setting),
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


def _body(naming: Naming, setting: Setting) -> Markup:
    if not naming.case.body.strip():
        return Markup("")
    items = {item.id: naming.item(item.id) for item in naming.case.evidence}
    html = markdown_html(naming.case.body, items, marks.item_box)
    return Markup(setting.clean(html)) if setting.clean else html  # noqa: S704 - cleaned once more


def _sections(context: dict[str, Any]) -> list[Section]:
    wanted = (
        (Section("answer", "The answer", "answer.html"), True),
        (Section("mind", "What would change it", "mind.html"), bool(context["indicators"])),
        (Section("time", "Over time", "time.html"), context["timeline"] is not None),
        (Section("article", "The article", "article.html"), True),
        (Section("evidence", "Evidence", "evidence.html"), bool(context["groups"])),
        (Section("sources", "Sources", "sources.html"), bool(context["chains"])),
        (Section("parallels", "Parallels", "parallels.html"), bool(context["parallels"])),
        (Section("watch", "Predictions", "predictions.html"), bool(context["predictions"])),
        (Section("fragile", "How firm", "fragility.html"), True),
        (Section("method", "Method", "method.html"), True),
    )
    return [part for part, present in wanted if present]
