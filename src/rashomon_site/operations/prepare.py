"""Make or bring up to date what the site needs before it serves: tables and static files."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Create or upgrade the tables; in public mode also gather the static files. Running it again is harmless."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if settings.PUBLIC:
        call_command("collectstatic", verbosity=0, interactive=False, clear=False)
