"""A small pattern for each name, drawn here: no picture is fetched, and nothing is told but the name."""

from __future__ import annotations

from hashlib import sha256

from rashomon_site.accounts.names import look

SIDE = 5


def pattern(name: str) -> str:
    """Return the path of an SVG of five by five squares, the same on the left as on the right."""
    bits = int.from_bytes(sha256(look(name).encode("utf-8", "surrogatepass")).digest()[:4], "big")
    squares = []
    for place in range(SIDE * 3):
        if bits >> place & 1:
            row, column = divmod(place, 3)
            squares += [(column, row)] if column == 2 else [(column, row), (SIDE - 1 - column, row)]
    return "".join(f"M{column} {row}h1v1h-1z" for column, row in sorted(squares) or [(2, 2)])
