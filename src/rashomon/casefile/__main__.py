"""Make anew what is made from the model: the committed JSON Schema and the tables of docs/case-file.md.

`python -m rashomon.casefile`, in a checkout.
"""

from __future__ import annotations

from pathlib import Path

from rashomon.casefile.reference import with_reference
from rashomon.casefile.schema import COMMITTED, schema_text

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[2] / "docs" / "case-file.md"


def main() -> None:
    """Write both files."""
    (FOLDER / COMMITTED).write_text(schema_text(), encoding="utf-8")
    PAGE.write_text(with_reference(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
