"""Pages about the publication itself. What they say follows from the settings in force and the library's own tables."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon import __version__ as engine
from rashomon.explain.provenance import GRADE_WORDS
from rashomon.explain.words import interval
from rashomon.model.quantity import PROBABILITY_WORDS
from rashomon_site.cases.models import PublishedCase


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Say how the numbers are made."""
    scale = [(word, interval(low, high)) for word, (low, high) in PROBABILITY_WORDS.items()]
    return render(request, "reading/method.html", {"scale": scale, "grades": GRADE_WORDS.items(), "engine": engine})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this publication is."""
    context = {"case_count": PublishedCase.objects.visible().count(), "engine": engine}
    return render(request, "reading/about.html", context)


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Say how corrections, revisions and privacy are kept."""
    return render(request, "reading/policies.html", {"signup": settings.SIGNUP, "https": settings.PUBLIC})
