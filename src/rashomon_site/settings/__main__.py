"""`python -m rashomon_site.settings` prints the table of docs/settings.md."""

from __future__ import annotations

from rashomon_site.settings.table import settings_table

print(settings_table())  # noqa: T201 - printing is what it is for
