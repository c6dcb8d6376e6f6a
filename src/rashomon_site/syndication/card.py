"""The card that other sites paste in: a small page for a frame, and the lines that put it there."""

from __future__ import annotations

from csp.decorators import csp
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.reading.headlines import Bar, bars_of
from rashomon_site.syndication.addresses import absolute, case_address
from rashomon_site.syndication.answers import A_WHILE, digest, unless_known
from rashomon_site.syndication.share_drawing import MOST_ROWS
from rashomon_site.syndication.visible import published_case_or_404

LEAST_WIDTH, WIDTH, MOST_WIDTH = 300, 600, 700
LOOKS = ("light", "dark")
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}
"""Less than a page may do, except that anyone may frame it."""


@xframe_options_exempt
@require_safe
@csp(POLICY)  # type: ignore[arg-type]  # its types know views without arguments only
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show the answer of a published case, small; the same for everybody, so nobody is asked who they are."""
    case = published_case_or_404(slug)
    look = request.GET.get("look", "")
    bars, top = card_bars(case)
    context = {
        "case": case,
        "bars": bars,
        "top": top,
        "address": case_address(case),
        "look": look if look in LOOKS else "",
    }
    response = render(request, "syndication/card.html", context)
    response["ETag"] = f'"{digest(response.content.hex())}"'
    response["Cache-Control"] = A_WHILE
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    del response["Cross-Origin-Opener-Policy"]
    return unless_known(request, response, case.published_at)


def card_bars(case: PublishedCase) -> tuple[tuple[Bar, ...], str]:
    """Return the bars of a card: few enough for its height."""
    headline = case.headline
    if len(headline) > MOST_ROWS:
        rest = headline[MOST_ROWS - 1 :]
        share = sum(row["probability"] for row in rest)
        name = f"Others, together ({len(rest)})"
        together = {"id": "", "letter": "+", "name": name, "probability": share, "low": share, "high": share}
        headline = [*headline[: MOST_ROWS - 1], together]
    return bars_of(headline)


def card_size(case: PublishedCase, most_width: int | None, most_height: int | None) -> tuple[int, int]:
    """Return width and height of the frame: as large as the card needs, and never larger than allowed."""
    width = min(WIDTH if most_width is None else max(most_width, 1), MOST_WIDTH)
    lines = -(-len(case.title) * 13 // max(width - 40, 100))  # of the title, about 13 px a letter
    height = 118 + 28 * min(lines, 5) + 44 * min(len(case.headline), MOST_ROWS)
    return width, height if most_height is None else min(height, max(most_height, 1))


def frame(case: PublishedCase, most_width: int | None = None, most_height: int | None = None) -> SafeString:
    """Return the HTML that shows the card on another site. The frame may open links, and nothing else."""
    width, height = card_size(case, most_width, most_height)
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>',
        absolute(f"/cases/{case.slug}/card/"),
        width,
        height,
        case.title,
    )
