"""Print the OpenAPI document: `python -m rashomon_site.api > docs/openapi-1.json`."""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    """Print the document of the code as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rashomon_site.settings")
    django.setup()
    from rashomon_site.api.pages.openapi import openapi_text

    sys.stdout.write(openapi_text())


if __name__ == "__main__":
    main()
