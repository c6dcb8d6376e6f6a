"""A passkey in a real browser: Chromium's virtual authenticator makes one and signs in with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.running import OwnSite, own_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    with own_site(tmp_path_factory.mktemp("passkeys"), {"DATABASE_URL": ""}) as made:
        made.run("site", "demo", "--no-serve")
        yield made


@pytest.fixture(scope="module")
def address(site: OwnSite) -> str:
    """The site under a name, as a passkey belongs to one."""
    return site.serve().replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def password(site: OwnSite) -> str:
    return (Path(site.environment["RASHOMON_DATA"]) / "demo-password").read_text(encoding="utf-8").strip()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page with an authenticator, that may say nothing on the console: no breach of the content policy."""
    said: list[str] = []
    made = context.new_page()
    made.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: said.append(str(error)))
    devices = context.new_cdp_session(made)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield made
    assert said == []


def sign_in(page: Page, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("User name or e-mail address").fill("demo-editor")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"localhost:\d+/desk/$"))


def test_a_passkey_is_made_and_signs_in_without_a_password(page: Page, context: BrowserContext, password: str) -> None:
    sign_in(page, password)
    expect(page.get_by_text("only a password guards it")).to_be_visible()
    page.get_by_role("link", name="Add a passkey or a code app").click()
    page.get_by_role("link", name="Add a passkey", exact=True).click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").fill("Desk key")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("status")).to_contain_text("The passkey is added.")
    context.clear_cookies()
    page.goto("/desk/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"localhost:\d+/desk/$"))
    expect(page.get_by_text("only a password guards it")).to_have_count(0)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Desk key")


def test_without_scripts_no_passkey_is_offered(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    context.close()


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN = ["login", "password/reset", "password/reset/done", "signup", "inactive"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", OPEN)
def test_axe_finds_nothing_on_the_way_in(context: BrowserContext, where: str, scheme: Any) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/accounts/{where}/")
    found = Axe().run(page, options={"runOnly": RULES})
    assert [(broken["id"], [node["html"] for node in broken["nodes"]]) for broken in found.response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
