"""The picture that other sites show beside a link: title, answer, publication."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from rashomon.explain.words import short_percent
from rashomon.report.marks import letter_class
from rashomon_site.syndication.share_fonts import (
    Font,
    face,
    is_right_to_left,
    readable,
    setting,
    shortened,
    wrapped,
)

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
PAPER, INK, QUIET, TRACK, GATE = "#ffffff", "#14181d", "#5f6770", "#ebece6", "#b3361f"
# The letters' colours on light ground and the ink on them: static/site holds the same for pages.
COLOURS = {
    "A": ("#296cd1", "#ffffff"), "B": ("#772000", "#ffffff"), "C": ("#00494a", "#ffffff"),
    "D": ("#641485", "#ffffff"), "E": ("#b8833b", INK), "F": ("#925470", "#ffffff"),
    "G": ("#1395dc", INK), "H": ("#556b00", "#ffffff"), "X": ("#858b92", INK), "N": ("#5f6770", "#ffffff"),
}  # fmt: skip
TITLE_SIZES = (66, 58, 50, 44)
TITLE_LINES = 3
MOST_ROWS = 5
ROW = 50
NAME_LEFT, BAR_LEFT, BAR_RIGHT = MARGIN + 52, 560, 1030
OTHERS = "Others, together"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture says."""

    title: str
    address: str  # stands in for a title in letters that no typeface here has
    publication: str
    note: str  # "Revision 3 · 24 June 2023"
    rows: tuple[tuple[str, str, float, float, float], ...]  # letter, name, probability, low, high


def picture_rows(headline: list[Row]) -> tuple[tuple[str, str, float, float, float], ...]:
    """Return the likeliest explanations; what has no room becomes one row."""
    kept = headline if len(headline) <= MOST_ROWS else headline[: MOST_ROWS - 1]
    rows = [(row["letter"], row["name"], row["probability"], row["low"], row["high"]) for row in kept]
    if len(kept) < len(headline):
        share = sum(row["probability"] for row in headline[len(kept) :])
        rows.append(("+", OTHERS, share, share, share))
    return tuple(rows)


def draw_share_image(picture: Picture) -> bytes:
    """Return the picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), fill=GATE)
    _write(draw, (MARGIN, 46), picture.publication, "strong", 30, width=620)
    _write(draw, (WIDTH - MARGIN, 50), picture.note, "sans", 26, width=420, fill=QUIET, anchor="ra")
    end = _title(draw, readable(picture.title), picture.address, top=104)
    _rows(draw, picture.rows, top=max(end + 18, HEIGHT - 62 - ROW * len(picture.rows)))
    _write(draw, (MARGIN, HEIGHT - 46), "Given the judgements in this case", "sans", 22, width=900, fill=QUIET)
    out = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(draw: ImageDraw.ImageDraw, title: str, address: str, top: int) -> int:
    """Write the title as large as it fits in three lines; returns where it ends."""
    text, name = setting(title, "serif")
    text, name = (text, name) if text else (address, "serif")
    font, lines = _fitted(text, name)
    x, anchor = (WIDTH - MARGIN, "ra") if is_right_to_left(text) else (MARGIN, "la")
    step = round(font.size * 1.12)
    for number, line in enumerate(lines):
        draw.text((x, top + number * step), line, font=font, fill=INK, anchor=anchor)
    return top + len(lines) * step


def _fitted(text: str, name: str) -> tuple[Font, list[str]]:
    for size in TITLE_SIZES:
        font = face(name, size)
        lines, whole = wrapped(text, font, WIDTH - 2 * MARGIN, TITLE_LINES if size < 60 else 2)
        if whole:
            break
    return font, lines


def _rows(draw: ImageDraw.ImageDraw, rows: tuple[tuple[str, str, float, float, float], ...], top: int) -> None:
    scale = max((max(row[2], row[4]) for row in rows), default=1.0)
    scale = min(-(-scale * 5 // 1) / 5, 1.0) or 1.0
    for number, row in enumerate(rows):
        y = top + number * ROW
        if y + ROW > HEIGHT - 50:
            break  # a very long title leaves room for fewer
        _row(draw, row, y, scale)


def _row(draw: ImageDraw.ImageDraw, row: tuple[str, str, float, float, float], y: int, scale: float) -> None:
    letter, name, probability, low, high = row
    ground, ink = COLOURS[letter_class(letter) if letter else "N"]
    draw.rounded_rectangle((MARGIN, y + 4, MARGIN + 36, y + 40), 4, fill=ground)
    draw.text((MARGIN + 18, y + 22), letter, font=face("strong", 24), fill=ink, anchor="mm")
    _write(draw, (NAME_LEFT, y + 6), name, "sans", 27, width=BAR_LEFT - NAME_LEFT - 24)
    draw.rectangle((BAR_LEFT, y + 10, BAR_RIGHT, y + 34), fill=TRACK)
    draw.rectangle((BAR_LEFT, y + 10, _x(probability, scale), y + 34), fill=ground)
    if high > low:
        _range(draw, _x(low, scale), _x(high, scale), y + 22)
    figure = short_percent(probability)
    draw.text((WIDTH - MARGIN, y + 22), figure, font=face("strong", 30), fill=INK, anchor="rm")


def _x(value: float, scale: float) -> int:
    return BAR_LEFT + round((BAR_RIGHT - BAR_LEFT) * min(max(value / scale, 0.0), 1.0))


def _range(draw: ImageDraw.ImageDraw, left: int, right: int, y: int) -> None:
    """Draw the range as a line with caps, set off from the bar by a halo."""
    for colour, grow in ((PAPER, 2), (INK, 0)):
        draw.rectangle((left - grow, y - 1 - grow, right + grow, y + 1 + grow), fill=colour)
        for x in (left, right):
            draw.rectangle((x - 1 - grow, y - 8 - grow, x + 1 + grow, y + 8 + grow), fill=colour)


def _write(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    name: str,
    size: int,
    *,
    width: int,
    fill: str = INK,
    anchor: str = "la",
) -> None:
    """Write one line, cut where it does not fit."""
    shown, chosen = setting(readable(text), name)
    font = face(chosen, size if chosen == name else size - 3)
    draw.text(at, shortened(shown, font, width), font=font, fill=fill, anchor=anchor)
