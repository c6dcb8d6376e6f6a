"""Long lists in pages, with plain links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list, and the addresses of its neighbours ("" where there is none)."""

    page: Page[Any]
    earlier: str
    later: str

    @property
    def rows(self) -> list[Any]:
        """What stands on the page."""
        return list(self.page.object_list)

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return self.page.paginator.count


def sheet_of(request: HttpRequest, rows: Any, size: int, name: str = "page") -> Sheet:
    """Return the page that the address asks for; what does not exist is answered with the nearest that does."""
    page = Paginator(rows, size).get_page(request.GET.get(name))
    earlier = _address(request, name, page.number - 1) if page.has_previous() else ""
    later = _address(request, name, page.number + 1) if page.has_next() else ""
    return Sheet(page, earlier, later)


def _address(request: HttpRequest, name: str, number: int) -> str:
    asked = request.GET.copy()
    asked[name] = str(number)
    return f"?{asked.urlencode()}"
