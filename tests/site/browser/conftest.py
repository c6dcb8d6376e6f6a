"""Chromium, and one real server with the sample site, for all browser tests of a run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.site.running import OwnSite, own_site

ROOT = Path(__file__).parents[3]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """The sample site, with data of its own."""
    with own_site(tmp_path_factory.mktemp("browser"), {"DATABASE_URL": ""}) as made:
        made.run("site", "demo", "--no-serve")
        yield made


@pytest.fixture(scope="session")
def address(site: OwnSite) -> str:
    """Where it is served."""
    return site.serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, found by name."""
    found = subprocess.run([ROOT / "scripts" / "find-chromium.sh"], capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def session(site: OwnSite, address: str, browser: Browser) -> Any:
    """The demo editor's cookies, from logging in as a person does."""
    return sign_in(site, address, browser)


def sign_in(site: OwnSite, address: str, browser: Browser) -> Any:
    """Log in as the demo editor, and return the cookies."""
    password = (Path(site.environment["RASHOMON_DATA"]) / "demo-password").read_text(encoding="utf-8")
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("demo-editor")
    page.locator("[name=password]").fill(password.strip())
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/desk/**")
    state = context.storage_state()
    context.close()
    return state


def watched(context: BrowserContext, said: list[str]) -> Page:
    """Open a page that notes every error, every warning and every breach of the content policy."""
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page


def faults(said: list[str]) -> list[str]:
    """Leave out what only repeats a status that is meant: not found, logged out, saved by somebody else."""
    return [words for words in said if not re.match(r"Failed to load resource.* (401|403|404|409) ", words)]


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A reader's page, which must stay free of faults, cookies and requests to anyone else."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page = watched(context, said)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    cookies = context.cookies()
    context.close()
    assert faults(said) == []
    assert cookies == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
