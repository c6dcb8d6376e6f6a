"""Addresses of the page: they hold the reader's numbers, and only those that differ."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from rashomon_site.reading.compare.entered import Entered

MOST_ORDERS = 10_000
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Mode:
    """How the page is shown: against which revision, and whether blind; `seed` gives the order then."""

    revision: int
    is_pinned: bool = False  # to a revision other than the published one
    blind: str = ""  # "", "1" while the editors' numbers are hidden, "shown" once they are not
    seed: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of the editors' may show."""
        return self.blind == "1"

    def parameters(self, numbers: dict[str, str]) -> dict[str, str]:
        """Return what the address holds."""
        found = dict(numbers)
        if numbers or self.is_pinned:
            found["r"] = str(self.revision)
        if self.blind:
            found |= {"blind": self.blind, "seed": str(self.seed)}
        return found


def read_seed(given: QueryDict) -> int | None:
    """Return the order's number from an address, or None where there is none that can be used."""
    seed = read_number(given, "seed")
    return seed if 0 < seed < MOST_ORDERS else None


def read_number(given: QueryDict, name: str) -> int:
    """Return a number from an address; 0 for anything else, and for what is too long to be one."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def address(slug: str, parameters: dict[str, str]) -> str:
    """Return the address of the page with these parameters."""
    path = reverse("reading:compare", args=[slug])
    return f"{path}?{urlencode(parameters)}" if parameters else path


def lasting(slug: str, mode: Mode, entered: Entered) -> str:
    """Return the link to these numbers, by lasting names and without those that are the editors' own."""
    return address(slug, mode.parameters(entered.for_address()))


def is_lasting(given: QueryDict, mode: Mode, entered: Entered) -> bool:
    """Whether the address that was asked for is that link already."""
    return given.dict() == mode.parameters(entered.for_address())
