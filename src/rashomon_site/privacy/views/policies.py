"""The rules of the discussion, and how its data is processed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon_site.privacy.processing import sections


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """Say what is published and what is not."""
    return render(request, "privacy/comments.html", {"minutes": settings.EDIT_MINUTES, "contact": settings.CONTACT})


@require_safe
def your_data(request: HttpRequest) -> HttpResponse:
    """Say how comment data is processed, as the site is set up now."""
    context = {"sections": sections(), "contact": settings.CONTACT, "mails": settings.MAILS}
    return render(request, "privacy/processing.html", context)
