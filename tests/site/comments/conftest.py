"""The discussion as readers meet it: nobody is counted yet."""

from __future__ import annotations

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """Forget what other tests left in the caches."""
    for name in ("default", "counts"):
        caches[name].clear()
