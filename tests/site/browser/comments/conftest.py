"""A site behind a proxy, so that each browser of these tests can come from somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.site.browser.conftest import sign_in
from tests.site.running import OwnSite, own_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """The sample site, with data of its own."""
    with own_site(tmp_path_factory.mktemp("comments"), {"DATABASE_URL": "", "RASHOMON_PROXIES": "1"}) as made:
        made.run("site", "demo", "--no-serve")
        yield made


@pytest.fixture(scope="session")
def address(site: OwnSite) -> str:
    """Where it is served; the shared one of the other tests is another site."""
    return site.serve()


@pytest.fixture(scope="session")
def session(site: OwnSite, address: str, browser: Browser) -> Any:
    """The demo editor's cookies there."""
    return sign_in(site, address, browser)
