"""The package as a stranger gets it, built once for all tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packaging.installing import run
from tests.packaging.project import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from that archive alone."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built
