"""Index every published case anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from rashomon_site.search.index import rebuild


class Command(BaseCommand):
    """Index every published case anew."""

    help = "Index every published case anew. Needed after a database was loaded by other means than the site's own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do so, and say how many cases there are."""
        self.stdout.write(f"{rebuild()} published cases can be found.")
