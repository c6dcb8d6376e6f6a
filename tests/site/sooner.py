"""What each test would do again at some cost, and with the same result, though it is not about that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher
from whitenoise.middleware import WhiteNoiseMiddleware

QUICK_HASH = 2**4
"""Rounds of scrypt in tests; the site keeps Django's, and settings/test_environment.py proves it."""


@contextmanager
def sooner() -> Iterator[None]:
    """List the static files once for all browsers of a run, and hash passwords in little time."""
    with pytest.MonkeyPatch.context() as patch:
        _list_static_files_once(patch)
        patch.setattr(ScryptPasswordHasher, "work_factor", QUICK_HASH)
        yield


def _list_static_files_once(patch: pytest.MonkeyPatch) -> None:
    """Keep what WhiteNoise finds: it lists and describes some 200 files for each test client, in 20 ms."""
    lists_files = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, dict[str, Any]] = {}

    def add_files_from_finders(self: Any) -> None:
        key = repr((self.static_prefix, self.max_age, settings.STATICFILES_DIRS, settings.STATICFILES_FINDERS))
        if key not in found:
            before, self.files = self.files, {}
            lists_files(self)
            found[key], self.files = self.files, before
        self.files.update(found[key])

    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_from_finders)
