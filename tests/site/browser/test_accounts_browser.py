"""A second step after the password, a passkey that fails, and the pages about oneself, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browser.conftest import faults, watched
from tests.site.running import OwnSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "a quiet harbour at dusk"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def alice(site: OwnSite) -> str:
    """An editor of her own, so that her passkey stands in nobody else's way."""
    name = f"alice-{uuid4().hex[:6]}"
    site.run("site", "add-person", name, "--role", "editor", "--password", PASSWORD)
    return name


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    # Browsers allow passkeys for names alone, not for 127.0.0.1.
    made = browser.new_context(base_url=f"http://localhost:{urlsplit(address).port}")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page with an authenticator, on which nothing may go wrong, breaches of the content policy included."""
    said: list[str] = []
    made = watched(context, said)
    devtools = context.new_cdp_session(made)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield made
    assert faults(said) == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def show_again(page: Page) -> None:
    """Type the password once more, as everything that guards an account asks for it."""
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def add_passkey(page: Page) -> None:
    """Add one that does not sign in alone, but stands beside the password."""
    page.goto("/accounts/2fa/webauthn/add/")
    show_again(page)
    page.locator("[name=name]").fill("Alice's laptop")
    page.locator("[name=passwordless]").uncheck()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def test_a_passkey_is_the_second_step_after_the_password(page: Page, alice: str) -> None:
    sign_in(page, alice)
    page.wait_for_url("**/desk/")
    add_passkey(page)
    sign_out(page)
    sign_in(page, alice)
    page.wait_for_url("**/2fa/authenticate/")
    page.goto("/desk/")
    page.wait_for_url("**/2fa/authenticate/")  # the password alone opens nothing
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/")


def test_a_passkey_that_fails_is_told_in_words(context: BrowserContext) -> None:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})  # it holds no passkey yet
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey did not work")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_pages_about_oneself(browser: Browser, address: str, alice: str, colours: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark" if colours == "dark" else "light")
    said: list[str] = []
    page = watched(context, said)
    sign_in(page, alice)
    page.wait_for_url("**/desk/")
    page.goto("/accounts/2fa/totp/activate/")
    show_again(page)
    for path in (
        "/people/profile/",
        "/people/",
        "/people/invitations/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/activate/",
        "/accounts/logout/",
    ):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, path + found.generate_report()
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
    assert faults(said) == []
