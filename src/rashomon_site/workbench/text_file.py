"""Hand a text out as a file."""

from __future__ import annotations

from django.http import HttpResponse


def text_attachment(text: str, stem: str) -> HttpResponse:
    """Return the text as a file to keep; `stem` is a slug, so it needs no quoting."""
    is_json = text.lstrip().startswith("{")
    ending, kind = ("json", "application/json") if is_json else ("yaml", "application/yaml")
    response = HttpResponse(text.encode("utf-8", "replace"), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return response
