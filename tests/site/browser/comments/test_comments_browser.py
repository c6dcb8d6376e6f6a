"""Writing, answering, changing and removing a comment in a real browser, with and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/wagner-2023/"
WRITE = f"{CASE}comments/write/"
OWN = re.compile(r"/comments/[0-9a-f]{64}\.")
numbers = count(1)


def reader_of(browser: Browser, address: str, **more: Any) -> BrowserContext:
    """A browser somewhere of its own, so that nobody has to wait for the comments of others."""
    somewhere = {"X-Forwarded-For": f"192.0.2.{next(numbers)}"}
    return browser.new_context(base_url=address, extra_http_headers=somewhere, **more)


@pytest.fixture(params=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = reader_of(browser, address, java_script_enabled=request.param == "script")
    yield context.new_page()
    context.close()


def fill(page: Page, name: str, text: str) -> None:
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Comment").fill(text)


def test_a_comment_is_looked_at_sent_changed_and_removed(page: Page) -> None:
    page.goto(CASE)
    fill(page, "Grace", "Some *words* to look at.")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("#preview")
    expect(preview.locator("em")).to_have_text("words")
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("Some *words* to look at.")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(OWN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(page.get_by_role("status")).to_contain_text(re.compile("Published|Waiting"))
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("textbox", name="Comment").fill("Other words.")
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".cm-b")).to_have_text("Other words.")
    expect(page.locator(".edited")).to_have_text("edited")
    page.goto("/comments/")
    page.get_by_role("link", name="Other words.").click()
    page.get_by_role("link", name="Remove it").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("status")).to_contain_text("You removed it.")


def test_what_is_wrong_is_said_first_and_leads_to_its_field(page: Page) -> None:
    page.goto(WRITE)
    page.get_by_role("textbox", name="Comment").fill("Kept words")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Give a name.")
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("Kept words")
    summary.get_by_role("link", name="Give a name.").click()
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    expect(page.get_by_role("textbox", name="Name")).to_have_attribute("aria-invalid", "true")


def test_a_number_is_disputed_from_its_place(page: Page) -> None:
    page.goto(CASE)
    item = page.locator("tr.dt", has=page.locator('a[href*="cell"]')).first
    item.locator("summary").click()
    item.get_by_role("link", name=re.compile("Dispute the number of item 1 under A")).click()
    expect(page.get_by_label("About")).to_have_value(re.compile(r"^cell:"))
    expect(page.get_by_role("radio", name="Disagrees with a number")).to_be_checked()


def test_a_reply_shows_what_it_answers(page: Page) -> None:
    page.goto(CASE)
    page.get_by_role("link", name="Reply to comment 2").click()
    expect(page.locator(".answered")).to_contain_text("#2")
    fill(page, "Hedy", "An answer to the second.")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(OWN)


def test_the_preview_takes_the_focus_in_place(browser: Browser, address: str) -> None:
    context = reader_of(browser, address)
    page = context.new_page()
    page.goto(CASE)
    fill(page, "Grace", "Words")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{CASE}$"))
    fill(page, "", "Words")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#preview")).to_have_count(0)
    context.close()


def test_two_clicks_send_one_comment(browser: Browser, address: str) -> None:
    context = reader_of(browser, address)
    page = context.new_page()
    page.goto(WRITE)
    fill(page, "Iris", "Clicked twice.")
    page.get_by_role("button", name="Send").dblclick()
    expect(page).to_have_url(OWN)
    page.goto("/comments/")
    expect(page.get_by_role("link", name="Clicked twice.")).to_have_count(1)
    context.close()


def test_a_comment_is_written_by_keyboard(browser: Browser, address: str) -> None:
    context = reader_of(browser, address)
    page = context.new_page()
    page.goto(WRITE)
    page.get_by_role("textbox", name="Name").focus()
    page.keyboard.type("Jo")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Proposes an explanation")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("About")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Written by keyboard.")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") != "website"
        if page.evaluate("document.activeElement.textContent") == "Send":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(OWN)
    context.close()


@pytest.fixture
def placed(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that has sent a comment."""
    context = reader_of(browser, address, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(WRITE)
    fill(page, f"Kim {'abcdefghijklmnop'[next(numbers)]}", f"A word that is long: {'x' * 300} {next(numbers)}")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(OWN)
    yield context
    context.close()


def test_axe_finds_nothing_and_nothing_is_wide(placed: BrowserContext) -> None:
    page = placed.pages[0]
    own = page.url
    for path in (CASE, f"{CASE}comments/", WRITE, own, f"{own.partition('?')[0]}change/", "/comments/"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(path)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.goto(WRITE)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert Axe().run(page).violations_count == 0
