"""What a key's owner can ask about its use: `usage-limit` and `key-sites`."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Any

from django.http import HttpResponse, JsonResponse

from rashomon_site.spam.endpoint.asked import Asked
from rashomon_site.spam.endpoint.keys import origin_of
from rashomon_site.spam.endpoint.usage import this_month
from rashomon_site.spam.endpoint.views import addressed
from rashomon_site.spam.models import KeyUsage, SiteKey

MOST = 500
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
COLUMNS = ("site", "api_calls", "spam", "ham", "missed_spam", "false_positives", "is_revoked")
TITLES = ("Site", "Total API Calls", "Spam", "Ham", "Missed Spam", "False Positives", "Is Revoked")


@addressed(needs_blog=False)
def usage_limit(key: SiteKey, asked: Asked) -> HttpResponse:
    """Return how much of the month's allowance is used: there is none to use up."""
    used = KeyUsage.objects.filter(key=key, month=this_month()).first()
    calls = used.calls if used else 0
    return JsonResponse({"limit": "none", "usage": calls, "percentage": "0.00", "throttled": False})


@addressed(needs_blog=False)
def key_sites(key: SiteKey, asked: Asked) -> HttpResponse:
    """Return the sites of a key, which here is one, and how much it asked in a month."""
    month = asked.get("month") if MONTH.fullmatch(asked.get("month")) else this_month()
    limit, offset = _number(asked.get("limit"), MOST) or MOST, _number(asked.get("offset"), 0)
    rows = [row for row in _rows(key, month) if asked.get("filter").lower() in row["site"].lower()]
    page = rows[offset : offset + min(limit, MOST)]
    told = {"limit": limit, "offset": offset, "total": len(rows)}
    if asked.get("format").lower() == "csv":
        return _csv(f"Active sites for {key.prefix}… during {month}", page, told)
    return JsonResponse({month: page, **told})


def _rows(key: SiteKey, month: str) -> list[dict[str, Any]]:
    return [
        {
            "site": origin_of(key),
            "api_calls": usage.calls,
            "spam": usage.spam,
            "ham": usage.ham,
            "missed_spam": usage.missed_spam,
            "false_positives": usage.false_positives,
            "is_revoked": False,
        }
        for usage in KeyUsage.objects.filter(key=key, month=month)
    ]


def _csv(title: str, rows: list[dict[str, Any]], told: dict[str, int]) -> HttpResponse:
    text = StringIO()
    counts = ", ".join(f"{name}: {number}" for name, number in told.items())
    text.write(f"{title} ({counts})\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(TITLES)
    writer.writerows([str(row[name]).lower() for name in COLUMNS] for row in rows)
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
