"""Comments as other tests of mails write them."""

from __future__ import annotations

from tests.site.notifications.conftest import verdicts, write  # noqa: F401 - fixtures
