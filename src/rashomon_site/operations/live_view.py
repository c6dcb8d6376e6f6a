"""What a page that follows files asks every second."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.operations.live import problems_file


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Return a stamp that changes with every publication, and the problems of the files; 404 on other sites."""
    if not settings.LIVE:
        raise Http404
    newest = PublishedCase.objects.aggregate(newest=Max("published_at"))["newest"]
    return JsonResponse({"stamp": newest.isoformat() if newest else "", "problems": _problems()})


def _problems() -> Any:
    try:
        return json.loads(problems_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or just being written
        return {}
