"""What git knows of a file, where there is git."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 10
LONGEST = 500


def last_subject(path: Path) -> str:
    """Return the subject of the last commit that touched a file; "" without git, or for a file it does not know."""
    command = ["git", "--no-optional-locks", "log", "-1", "--format=%s", "--", path.name]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the file's name stands after `--`
            command, cwd=path.parent, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()[:LONGEST] if done.returncode == 0 else ""
