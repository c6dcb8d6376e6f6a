"""The share image: its size, its cache, and titles that nobody expects."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from rashomon_site.cases.models import PublishedCase
from rashomon_site.syndication.share_drawing import Picture, draw_share_image
from rashomon_site.syndication.share_fonts import FACES, FOLDER, readable, setting

pytestmark = pytest.mark.slow

ROWS = (("A", "The tide", 0.62, 0.4, 0.8), ("?", "Something else", 0.38, 0.1, 0.5))
TITLES = {
    "short": "Boat",
    "empty": "",
    "very long": "Why did it stop? " * 60,
    "one long word": "W" * 1000,
    "right to left": "لماذا توقفت القافلة على الطريق إلى موسكو؟",
    "direction marks": "\u202eevil\u202c \u2066title\u2069",
    "no letters that we have": "なぜ車列は引き返したのか",
    "control characters": "a\x00b\x07c\nd\te\u2028f",
    "heaps of accents": "Z" + "\u0334\u0335\u0336" * 200 + "algo",
    "half a character": "a\ud800b",
    "beyond the first plane": "𝕏 🚢 the boat",
}


def picture(title: str, rows: tuple[tuple[str, str, float, float, float], ...] = ROWS) -> Image.Image:
    drawn = draw_share_image(Picture(title, "gazette.example/cases/boat", title or "Gazette", "Revision 1", rows))
    image = Image.open(BytesIO(drawn))
    image.load()
    return image


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_gives_a_picture(title: str) -> None:
    image = picture(title, tuple((letter, title or "x", p, low, high) for letter, _, p, low, high in ROWS))
    assert image.size == (1200, 630)
    margin = image.convert("L").crop((1150, 20, 1200, 630)).getextrema()
    assert margin == (255, 255)  # nothing runs over the edge


@pytest.mark.parametrize("count", [0, 1, 5])
def test_any_number_of_rows_gives_a_picture(count: int) -> None:
    assert picture("Boat", (ROWS * 3)[:count]).size == (1200, 630)


def test_letters_that_no_typeface_has_are_not_drawn_as_boxes() -> None:
    assert setting("なぜ車列は引き返したのか Why", "serif")[0] == ""
    assert setting("Почему", "serif") == ("Почему", "wide")
    assert setting("Café — “x”", "serif") == ("Café — “x”", "serif")
    assert readable("a\u202eb\x00c\u2028 d") == "abc d"


def test_every_typeface_ships_with_its_licence() -> None:
    assert {path.name for path in FOLDER.glob("*.ttf")} == set(FACES.values())
    assert len(list(FOLDER.glob("LICENSE-*.txt"))) == 3


@pytest.mark.django_db
def test_a_picture_is_drawn_once_and_kept(reader_client: Client, wagner: PublishedCase, settings: object) -> None:
    first = reader_client.get("/cases/wagner-2023/share.png")
    assert first["Content-Type"] == "image/png"
    folder = Path(settings.MEDIA_ROOT).parent / "share-images" / "wagner-2023"  # type: ignore[attr-defined]  # see conftest
    kept = list(folder.iterdir())
    assert len(kept) == 1
    assert reader_client.get("/cases/wagner-2023/share.png").content == first.content == kept[0].read_bytes()
    again = reader_client.get("/cases/wagner-2023/share.png", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    lasting = reader_client.get("/cases/wagner-2023/share.png", {"v": first["ETag"].strip('W/"')})
    assert "immutable" in lasting["Cache-Control"]
    PublishedCase.objects.filter(pk=wagner.pk).update(title="Another title")
    changed = reader_client.get("/cases/wagner-2023/share.png")
    assert changed["ETag"] != first["ETag"]
    assert len(list(folder.iterdir())) == 1  # the old one is gone


@pytest.mark.django_db
def test_there_is_no_picture_of_a_case_that_readers_cannot_see(
    editor_client: Client, reader_client: Client, wagner: PublishedCase
) -> None:
    PublishedCase.objects.filter(pk=wagner.pk).update(published_revision=None)
    assert reader_client.get("/cases/wagner-2023/share.png").status_code == 404
    assert editor_client.get("/cases/wagner-2023/share.png").status_code == 404
    assert reader_client.get("/cases/nothing/share.png").status_code == 404


@pytest.mark.django_db
def test_a_disk_that_cannot_be_written_costs_only_time(
    reader_client: Client, wagner: PublishedCase, settings: object
) -> None:
    blocked = Path(settings.MEDIA_ROOT).parent / "file"  # type: ignore[attr-defined]  # see conftest
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("")
    settings.MEDIA_ROOT = blocked / "uploads"  # type: ignore[attr-defined]  # see conftest
    assert reader_client.get("/cases/wagner-2023/share.png").status_code == 200
