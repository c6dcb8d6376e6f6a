"""Moderating in a real browser, with and without script, by keyboard, and a comment that becomes evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browser.conftest import faults, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LETTERS = "abcdefghilmnoprstuv"
CASE = "/cases/mary-celeste-1872/"
PAGES = ("/desk/comments/", "/desk/comments/rules/", "/desk/comments/rules/new/words/", "/desk/filter/",
         "/desk/comments/mine/", "/desk/mails/", "/policies/comments/", "/policies/your-data/",
         "/your-data/")  # fmt: skip
numbers = count(1)


@pytest.fixture(params=["script", "no script"])
def moderator(request: pytest.FixtureRequest, browser: Browser, address: str, session: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, storage_state=session, java_script_enabled=request.param == "script"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser, address: str, session: Any) -> Iterator[Page]:
    """The editor's page, on which nothing may go wrong unseen."""
    context = browser.new_context(base_url=address, storage_state=session)
    said: list[str] = []
    yield watched(context, said)
    context.close()
    assert faults(said) == []


def write(browser: Browser, address: str) -> str:
    """Send a comment as a reader does, and return the name under it; the first of each name waits."""
    number = next(numbers)
    name, seen = (
        f"Writer {chr(64 + number)}.",
        " ".join("".join(Random(number * 9 + i).sample(LETTERS, 6)) for i in range(9)),
    )
    somewhere = {"X-Forwarded-For": f"198.51.100.{number}"}
    context: BrowserContext = browser.new_context(base_url=address, extra_http_headers=somewhere)
    page = context.new_page()
    page.goto(f"{CASE}comments/write/")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Comment").fill(f"{seen}. See https://paper.example/boat")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Waiting")
    context.close()
    return name


def open_letter(page: Page, name: str) -> None:
    page.goto("/desk/comments/")
    page.locator("[data-queue] a", has_text=name).click()
    expect(page.locator("#letter")).to_contain_text(name)


def test_a_letter_is_published_and_taken_back(moderator: Page, browser: Browser, address: str) -> None:
    name = write(browser, address)
    open_letter(moderator, name)
    expect(moderator.locator("#letter")).to_contain_text("Nothing by this writer was published before")
    moderator.get_by_role("radio", name="Publish").check()
    moderator.get_by_role("button", name="Record decision").click()
    expect(moderator.get_by_role("status").first).to_contain_text("Undo")
    moderator.get_by_role("button", name="Undo").first.click()
    open_letter(moderator, name)


def test_several_go_to_spam_at_once(moderator: Page, browser: Browser, address: str) -> None:
    names = [write(browser, address) for _ in range(2)]
    moderator.goto("/desk/comments/")
    for name in names:
        moderator.locator("li", has_text=name).get_by_role("checkbox").check()
    moderator.get_by_role("group", name="With the ticked ones").get_by_role("button", name="Spam").click()
    moderator.goto("/desk/comments/?tab=spam")
    for name in names:
        expect(moderator.locator("[data-queue]")).to_contain_text(name)


def test_keys_work_once_they_are_turned_on(scripted: Page, browser: Browser, address: str) -> None:
    first, _ = write(browser, address), write(browser, address)
    open_letter(scripted, first)
    scripted.keyboard.press("p")
    expect(scripted.locator("#letter")).to_contain_text(first)  # nothing: they are off
    scripted.get_by_role("button", name="Turn shortcuts on").click()
    scripted.keyboard.press("?")
    expect(scripted.get_by_role("dialog")).to_contain_text("next letter")
    scripted.get_by_role("button", name="Close").click()
    scripted.locator("[data-queue] a[aria-current]").focus()
    scripted.keyboard.press("p")
    expect(scripted.get_by_role("status").first).to_contain_text("Undo")
    scripted.keyboard.press("u")
    expect(scripted.locator("[data-queue]")).to_contain_text(first)


def test_a_comment_becomes_evidence(moderator: Page, browser: Browser, address: str) -> None:
    name = write(browser, address)
    open_letter(moderator, name)
    moderator.get_by_role("link", name="Make it part of the case").click()
    moderator.get_by_role("link", name="Evidence", exact=True).click()
    expect(moderator.get_by_label("Link")).to_have_value("https://paper.example/boat")
    for field in moderator.get_by_placeholder("such as 20-40%").all():
        field.fill("40-60%")
    moderator.get_by_role("button", name="Save as a draft").click()
    expect(moderator).to_have_url(re.compile(r"/desk/cases/mary-celeste-1872/"))
    expect(moderator.locator("body")).to_contain_text(re.compile(r"Revision \d+ is a draft with item"))


def test_a_reader_reports_a_comment(scripted: Page, browser: Browser, address: str) -> None:
    name = write(browser, address)
    open_letter(scripted, name)
    scripted.get_by_role("radio", name="Publish").check()
    scripted.get_by_role("button", name="Record decision").click()
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{CASE}comments/")
    page.locator("li", has_text=name).get_by_role("link", name="Report").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("main")).to_contain_text(re.compile("Thank you"))
    context.close()
    scripted.goto("/desk/comments/?tab=reported")
    expect(scripted.locator("[data-queue]")).to_contain_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(browser: Browser, address: str, session: Any, scheme: Any) -> None:
    name = write(browser, address)
    context = browser.new_context(
        base_url=address, storage_state=session, color_scheme=scheme, viewport={"width": 320, "height": 800}
    )
    said: list[str] = []
    page = watched(context, said)
    open_letter(page, name)
    page.get_by_role("link", name="Make it part of the case").click()
    for path in (page.url, *PAGES):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
    assert faults(said) == []
