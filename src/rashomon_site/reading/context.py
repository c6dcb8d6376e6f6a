"""What every page's template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def publication(request: HttpRequest) -> dict[str, Any]:
    """Return the publication's name, address and notice, and whether pages follow files."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_notice": settings.SITE_NOTICE,
        "is_live": settings.LIVE,  # pages follow files: base.html then loads operations/live.js
    }
