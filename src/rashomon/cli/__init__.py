"""The command line. May depend on click and, inside functions only, on the rest of the library.

Nothing heavy is imported until a command needs it: `rashomon --help` loads click alone.
"""

from __future__ import annotations

from rashomon.cli.application import main

__all__ = ["main"]
