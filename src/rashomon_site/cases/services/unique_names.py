"""Make rows whose names must be free, also while others make theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

MOST_TRIES = 20

Row = TypeVar("Row", bound=models.Model)


def with_free_name(make: Callable[[], Row]) -> Row:
    """Return the row that `make` creates; it is asked again while another takes the name that it found free.

    Raises IntegrityError if that never ends.
    """
    for _ in range(MOST_TRIES - 1):
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            continue
    return make()
