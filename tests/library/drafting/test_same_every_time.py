"""A draft does not depend on the order in which a process happens to keep its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PIECES = sorted(Path(__file__).parent.glob("tuning/*.txt")) + sorted(Path(__file__).parent.glob("pages/*.html"))
DRAFT_ALL = """
import sys
from pathlib import Path
from rashomon.drafting.draft import draft_to_json
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.pipeline import draft_page, rules_reader
reader = rules_reader()
for path in map(Path, sys.argv[1:]):
    print(draft_to_json(draft_page(page_of(path.read_bytes(), name=path.name), reader)))
"""


def _drafts(seed: str) -> str:
    command = [sys.executable, "-c", DRAFT_ALL, *map(str, PIECES)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    return done.stdout


@pytest.mark.slow
def test_a_draft_is_the_same_in_every_process() -> None:
    assert len(PIECES) > 40
    first = _drafts("1")
    assert first == _drafts("2")
    assert '"explanation"' in first
