"""The review in a real browser: by keyboard, by selection, without a script, narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browser.conftest import faults, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-source]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


@pytest.fixture
def context(browser: Browser, address: str, session: Any) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address, storage_state=session, viewport={"width": 1440, "height": 1000})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may say nothing on the console: no error, and no breach of the content policy."""
    said: list[str] = []
    made = watched(context, said)
    yield made
    assert faults(said) == []


def test_the_keys_decide_move_and_take_back(page: Page, new_draft: Callable[[], str]) -> None:
    page.goto(new_draft())
    page.keyboard.press("a")
    expect(page.locator("#item-i1")).to_contain_text("to decide")  # shortcuts are off until they are turned on
    page.get_by_role("button", name="Turn shortcuts on").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("accept")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#item-i2")).to_be_focused()
    expect(page.locator('.piece[data-items~="i2"]')).to_have_class("piece piece-proposed is-current")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator("#item-i1")).to_contain_text("accepted")
    expect(page.locator("#item-i2")).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("#item-i2")).to_contain_text("rejected")
    expect(page.locator("#item-i3")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#item-i2")).to_contain_text("to decide")
    page.wait_for_load_state()  # until then the next page hears no key
    page.locator("#item-i3").focus()
    page.keyboard.press("e")
    expect(page.locator("#c-label")).to_be_focused()
    page.keyboard.press("a")  # a letter in a field, and no decision
    expect(page.locator("#item-i3")).to_contain_text("to decide")
    page.goto(page.url.split("?")[0])
    page.locator("#item-i5").focus()
    page.keyboard.press("m")
    expect(page.locator("#c-into")).to_be_focused()
    page.locator("#c-into").select_option("i3")
    page.get_by_role("button", name="Merge i5 into it").click()
    expect(page.locator("#item-i3")).to_contain_text("Merged into it: i5")


def test_selected_words_become_an_item_at_their_place(page: Page, new_draft: Callable[[], str]) -> None:
    page.goto(new_draft())
    assert page.evaluate(SELECT, ["high that"])  # behind a sign that JavaScript counts as two
    expect(page.locator("#n-words")).to_have_value("high that")
    page.locator("#n-kind").select_option("evidence")
    page.get_by_role("button", name="Make the item").click()
    made = page.locator("#item-i10")
    expect(made).to_contain_text("high that")
    expect(made).to_be_focused()
    expect(page.locator('.piece[data-items="i10"]')).to_have_text("high that")
    expect(page.locator("#unused-h")).to_have_text("Sentences that no item uses (1)")


def test_two_tabs_are_told_of_each_other(context: BrowserContext, page: Page, new_draft: Callable[[], str]) -> None:
    where = new_draft()
    page.goto(f"{where}?item=i6")
    page.locator("#c-label").fill("What I typed")
    other = context.new_page()
    other.goto(where)
    other.get_by_role("button", name="Accept i1").click()
    page.get_by_role("button", name="Keep and accept").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed: a decision was made in between")
    expect(page.locator("#c-label")).to_have_value("What I typed")
    page.get_by_role("button", name="Keep and accept").click()
    expect(page.locator("#item-i6")).to_contain_text("What I typed")
    other.close()


def test_everything_works_without_a_script_up_to_the_case(
    browser: Browser, address: str, session: Any, new_draft: Callable[[], str]
) -> None:
    context = browser.new_context(base_url=address, storage_state=session, java_script_enabled=False)
    page = context.new_page()
    page.goto(new_draft())
    expect(page.locator(".with-script").first).to_be_hidden()
    expect(page.locator("#new")).to_be_hidden()
    page.get_by_role("link", name="Make an item of “Nobody").click()
    page.locator("#n-words").fill("Nobody had inspected it")
    page.locator("#n-kind").select_option("evidence")
    page.get_by_role("button", name="Make the item").click()
    expect(page.locator("#item-i10")).to_contain_text("Nobody had inspected it")
    page.get_by_role("button", name="Make the case").click()
    expect(page.get_by_role("alert")).to_contain_text("i1")
    page.get_by_role("button", name="Accept the 2 that wait").click()
    for item in ("i1", "i2", "i3", "i4", "i5", "i6", "i9"):
        page.locator(f'[name=accept][value="{item}"]').click()
    expect(page.locator(".stand")).to_contain_text("Everything is decided")
    page.get_by_role("button", name="Make the case").click()
    expect(page.locator("#text")).to_contain_text("the pier was unsafe")
    context.close()


def test_a_pasted_text_is_read_while_the_page_waits(page: Page) -> None:
    page.goto("/desk/articles/")
    page.locator("#article").fill("The ferry\n\nBy Ada Marsh\n\nThe ferry stopped because the pier was unsafe.\n")
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible(timeout=60_000)
    expect(page.locator(".source")).to_contain_text("because the pier was unsafe")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?item=i5", "?near=96", "list"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, new_draft: Callable[[], str], query: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/desk/articles/" if query == "list" else new_draft() + query)
    found = Axe().run(page, options={"runOnly": RULES})
    assert [(broken["id"], [node["html"] for node in broken["nodes"]]) for broken in found.response["violations"]] == []
    for width in (1440, 820, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
