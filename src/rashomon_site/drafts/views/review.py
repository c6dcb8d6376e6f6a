"""The review page: the source and its items beside one another, or where the reading stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import BadDraft
from rashomon.drafting.items import State
from rashomon.drafting.review.unused import unused
from rashomon_site.drafts.access import may_decide, seen_draft, writers_page
from rashomon_site.drafts.models import Progress, StoredDraft
from rashomon_site.drafts.showing.items import SHOWN, counts, groups
from rashomon_site.drafts.showing.panel import Selection, change_of, selection_of
from rashomon_site.drafts.showing.source import blocks_shown
from rashomon_site.drafts.showing.wording import place_words
from rashomon_site.workbench.access import person

RELOAD_SECONDS = 3


@writers_page("GET")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft to its owner and to editors."""
    return review_page(request, seen_draft(request, pk))


def review_page(request: HttpRequest, stored: StoredDraft, *, error: str = "", status: int = 200) -> HttpResponse:
    """Return the page; with `error`, what was sent stands in its forms again."""
    context = {"stored": stored, "error": error, "may_decide": may_decide(person(request), stored)}
    if stored.state != Progress.READY:
        reloads = 0 if stored.state == Progress.FAILED else RELOAD_SECONDS
        return render(request, "drafts/waiting.html", context | {"reloads": reloads}, status=status)
    try:
        draft = stored.draft()
    except BadDraft as failure:
        return render(request, "drafts/waiting.html", context | {"error": str(failure), "is_broken": True}, status=500)
    return render(request, "drafts/review.html", context | _shown(request, stored, draft), status=status)


def _shown(request: HttpRequest, stored: StoredDraft, draft: Draft) -> dict[str, Any]:
    sent = request.POST if request.method == "POST" else None
    asked = sent if sent is not None else request.GET
    shown = asked.get("show", "all")
    shown = shown if shown in SHOWN else "all"
    at = asked.get("item") or asked.get("at") or ""
    free = unused(draft)
    return {
        "draft": draft,
        "blocks": blocks_shown(draft, free),
        "groups": groups(draft, shown),
        "counts": counts(draft),
        "shown": shown,
        "at": at or _first_waiting(draft, shown),
        "change": _change(draft, asked, sent),
        "selection": (selection := _selection(draft, asked, sent)),
        "adding": selection or Selection(0, ""),
        "unused": [(sentence, place_words(draft.document, sentence.block)) for sentence in free],
        "left": len(draft.unconfirmed),
        "last": stored.steps.select_related("by").first(),
    }


def _first_waiting(draft: Draft, shown: str) -> str:
    """Return the item to begin with: the first of the list that waits, in the order of the page."""
    rows = (row for group in groups(draft, shown) for row in group.rows)
    return next((row.item.id for row in rows if row.item.state == State.PROPOSED), "")


def _change(draft: Draft, asked: QueryDict, sent: QueryDict | None) -> Any:
    if sent is not None and sent.get("do") not in ("change", "merge"):
        return None
    item = next((item for item in draft.items if item.id == asked.get("item")), None)
    return change_of(draft, item, sent) if item else None


def _selection(draft: Draft, asked: QueryDict, sent: QueryDict | None) -> Any:
    near = asked.get("near", "")
    return selection_of(draft, int(near), sent) if near.isdecimal() and len(near) < 9 else None
