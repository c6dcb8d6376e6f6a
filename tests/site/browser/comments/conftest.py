"""A site behind a proxy, so that each browser of these tests can come from somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.running import OwnSite, own_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """The sample site, with data of its own."""
    with own_site(tmp_path_factory.mktemp("comments"), {"DATABASE_URL": "", "RASHOMON_PROXIES": "1"}) as made:
        made.run("site", "demo", "--no-serve")
        yield made
