"""The HTML report: one self-contained file, drawn from what `rashomon.explain` says.

`Jinja2` and `markdown-it-py` are imported on first use, so that importing this package stays cheap.
"""

from __future__ import annotations

from rashomon.analysis import Analysis
from rashomon.model import Case


def render_report(case: Case, analysis: Analysis) -> str:
    """Return the report as one self-contained HTML file; see `rashomon.report.page`."""
    from rashomon.report import page

    return page.render_report(case, analysis)


__all__ = ["render_report"]
