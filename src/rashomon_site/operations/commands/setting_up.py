"""Make Django ready before a command uses it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


def set_up(**defaults: Any) -> None:
    """Load the settings; `defaults` stand in for variables of the environment that are not set.

    Raises click.UsageError for a setting that cannot be used, and where Django is not installed.
    """
    for name, value in defaults.items():
        if value is not None:
            os.environ.setdefault(name, str(value))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rashomon_site.settings")
    try:
        import django
        from django.core.exceptions import ImproperlyConfigured
    except ImportError:
        raise click.UsageError('the site is not installed with all it needs: pip install "rashomon[site]"') from None
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.UsageError(str(error)) from None


def set_up_existing() -> None:
    """Load the settings of a site that is there; raises click.UsageError where its tables are not."""
    set_up()
    from django.conf import settings

    from rashomon_site.operations.health import why_not_ready

    reason = why_not_ready()
    if reason:
        where = settings.DATABASES["default"]["NAME"]
        raise click.UsageError(f"{reason} The database is {where}; are these the settings of your site?")


def sample_folder() -> Path:
    """Return the folder of the sample cases, in an installed package or in the source."""
    import rashomon_site

    package = Path(rashomon_site.__file__).parent
    installed = package / "examples"
    return installed if installed.is_dir() else package.parent.parent / "examples"
