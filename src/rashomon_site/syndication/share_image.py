"""/cases/<slug>/share.png: drawn once for what it says, and kept."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from rashomon.explain.words import day
from rashomon_site.cases.models import PublishedCase
from rashomon_site.syndication.addresses import absolute, case_address
from rashomon_site.syndication.answers import AN_HOUR, FOR_GOOD, digest, file_answer
from rashomon_site.syndication.share_drawing import HEIGHT, WIDTH, Picture, draw_share_image, picture_rows
from rashomon_site.syndication.visible import published_case_or_404

DRAWING = 1  # raise it when the drawing changes, so that nobody is shown an old one
SIZE = (WIDTH, HEIGHT)


@require_safe
def share_image(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the picture of a case. Under an address that names its content it may be kept for good."""
    picture = picture_of(published_case_or_404(slug))
    name = picture_name(picture)
    keep = FOR_GOOD if request.GET.get("v") == name else AN_HOUR
    return file_answer(request, _kept(slug, name, picture), "image/png", keep=keep, etag=name)


def picture_of(case: PublishedCase) -> Picture:
    """Return what the picture of a published case says."""
    revision = case.published_revision
    assert revision is not None  # asked for published cases alone
    assert case.published_at is not None
    return Picture(
        title=case.title,
        address=case_address(case).partition("://")[2].rstrip("/"),
        publication=settings.SITE_NAME,
        note=f"Revision {revision.number} · {day(case.published_at)}",
        rows=picture_rows(case.headline),
    )


def picture_name(picture: Picture) -> str:
    """Return the name of a picture, which stands for all that it says."""
    return digest(DRAWING, picture)[:16]


def share_image_address(case: PublishedCase) -> str:
    """Return the full address of the picture as it is now."""
    path = reverse("syndication:share_image", args=[case.slug])
    return f"{absolute(path)}?v={picture_name(picture_of(case))}"


def _kept(slug: str, name: str, picture: Picture) -> bytes:
    """Return the drawing from the disk, or draw it and keep it in place of the one before."""
    path = Path(settings.MEDIA_ROOT).parent / "share-images" / slug / f"{name}.png"
    try:
        return path.read_bytes()
    except OSError:
        drawn = draw_share_image(picture)
    with suppress(OSError):  # a disk that is full or read-only costs time, not the picture
        _keep(path, drawn)
    return drawn


def _keep(path: Path, drawn: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    older = [file for file in path.parent.glob("*.png") if file != path]
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(drawn)
    os.replace(temporary, path)
    for picture in older:
        picture.unlink(missing_ok=True)
