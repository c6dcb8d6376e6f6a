"""How the answer moved: every dated step, replayed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon.explain.timeline import timeline
from rashomon.report.marks import letter_class
from rashomon_site.charts.replay import replay_charts
from rashomon_site.reading.compare.answer import naming_of
from rashomon_site.reading.compare.page_parts import html
from rashomon_site.reading.replay import Frame, frames
from rashomon_site.reading.shown import case_or_404


@require_safe
def over_time(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one step of the answer, and the way to all others; `?step=` names it, the last one without."""
    case = case_or_404(request.user, slug)
    if case.published_revision is None:
        raise Http404("This case is not published.")
    naming = naming_of(case.published_revision)
    found = frames(naming)
    chart = timeline(naming)
    context: dict[str, Any] = {"case": case, "revision": case.published_revision, "chart": chart}
    if chart is not None:
        step = _step(request.GET.get("step", ""), len(found))
        context |= _steps(found, step)
        context |= {"charts": replay_charts(chart, step), "summary": html(chart.summary)}
        context["columns"] = [(row.hypothesis, letter_class(row.hypothesis.mark)) for row in found[0].rows]
    return render(request, "reading/over_time.html", context)


def _step(text: str, count: int) -> int:
    """Return the step that was asked for; raises Http404 for one that is not there."""
    if not text:
        return count - 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    if not 0 <= number < count:
        raise Http404("There is no such step.")
    return number


def _steps(found: list[Frame], step: int) -> dict[str, Any]:
    return {
        "frames": found,
        "step": step,
        "last": len(found) - 1,
        "earlier": step - 1 if step else None,
        "later": step + 1 if step < len(found) - 1 else None,
    }
