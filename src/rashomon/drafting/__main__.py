"""Make anew what is made from the model: the tables of docs/drafting.md.

`python -m rashomon.drafting`, in a checkout.
"""

from __future__ import annotations

from pathlib import Path

from rashomon.drafting.reference import with_reference

PAGE = Path(__file__).parents[3] / "docs" / "drafting.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(with_reference(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
