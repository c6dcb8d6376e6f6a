"""The desk in a real browser: mistakes at their line, the live answer, saving, a conflict, keyboard, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.browser.conftest import faults, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDIT = "/desk/cases/mary-celeste-1872/"


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
    made.on("dialog", lambda dialog: dialog.accept())
    yield made
    assert faults(said) == []


def open_editor(page: Page) -> Locator:
    page.goto(EDIT)
    content = page.locator(".editor-host .cm-content")
    expect(content).to_be_visible()
    return content


def write(page: Page, text: str) -> None:
    """Replace the whole text, as pasting over it does."""
    page.locator(".editor-host .cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def text_of(page: Page) -> str:
    value: str = page.locator("#text").evaluate("area => area.value")
    return value


def test_a_mistake_is_shown_at_its_line_and_goes_when_it_is_mended(page: Page) -> None:
    open_editor(page)
    good = text_of(page)
    line = good[: good.index("\nhypotheses:")].count("\n") + 2
    write(page, good.replace("\nhypotheses:", "\nhypothesis:"))
    place = page.locator("#live .place").first
    expect(place).to_have_text(re.compile(f"^Line {line}"))
    expect(page.locator("#live")).to_contain_text("hypotheses")
    place.click()
    expect(page.locator(".editor-host .cm-activeLine")).to_have_text("hypothesis:")
    expect(page.locator(".editor-host .cm-lint-marker-error").first).to_be_visible()
    write(page, good)
    expect(page.locator("#findings-h")).to_have_text("No problems")


def test_the_answer_follows_the_text(page: Page) -> None:
    open_editor(page)
    bars = page.locator("#live .live-bars li")
    expect(bars.first).to_contain_text("80% range")
    before = bars.all_inner_texts()
    write(page, text_of(page).replace("prior: ", "prior: 1% # ", 1))
    expect(bars.first).not_to_contain_text("80% range")
    assert bars.all_inner_texts() != before
    page.get_by_role("button", name="Work out ranges").click()
    expect(bars.first).to_contain_text("80% range")


def test_keys_are_completed_and_explained(page: Page) -> None:
    open_editor(page)
    write(page, "rashomon: 1\nevidence:\n  - id: one\n    stat")
    page.keyboard.press("Control+Space")
    option = page.locator(".editor-host .cm-tooltip-autocomplete li").first
    expect(option).to_contain_text("statement")
    page.wait_for_timeout(150)  # the editor takes no choice in the first moments, so that none is made by mistake
    page.keyboard.press("Enter")
    assert text_of(page).endswith("    statement: ")
    page.locator(".editor-host .cm-line", has_text="statement").locator("span").first.hover()
    expect(page.locator(".editor-host .cm-words")).to_contain_text("What is said to have happened")


def test_tab_indents_and_escape_lets_it_through(page: Page) -> None:
    content = open_editor(page)
    content.focus()
    page.keyboard.press("Tab")
    assert text_of(page).startswith("  ")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "editor-host"


def test_undo_and_search_work(page: Page) -> None:
    content = open_editor(page)
    good = text_of(page)
    content.focus()
    page.keyboard.type("zzz")
    page.keyboard.press("Control+z")
    assert text_of(page) == good
    page.keyboard.press("Control+f")
    expect(page.locator(".editor-host .cm-search")).to_be_visible()


def test_two_people_save_and_nothing_is_lost(page: Page, context: BrowserContext) -> None:
    open_editor(page)
    other = context.new_page()
    open_editor(other)
    good = text_of(other)
    write(other, f"{good}# theirs, at the end\n")
    other.get_by_role("button", name="Save draft").click()
    expect(other.locator("main, .messages").first).to_be_visible()
    other.close()
    write(page, f"# mine, at the start\n{good}")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("while you were writing")
    page.get_by_role("button", name="Put both together").click()
    expect(page.locator(".editor-host")).to_be_visible()
    assert text_of(page) == f"# mine, at the start\n{good}# theirs, at the end\n"
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved as revision")).to_be_visible()
    page.goto(f"{EDIT}revisions/")
    expect(page.locator("tbody tr").first).to_be_visible()


def test_a_text_outlives_a_lost_session(page: Page, context: BrowserContext) -> None:
    open_editor(page)
    write(page, f"# a long night\n{text_of(page)}")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Your text is here")
    assert page.locator("#text").input_value().startswith("# a long night\n")


def test_the_preview_opens_beside_the_editor(page: Page, context: BrowserContext) -> None:
    open_editor(page)
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    expect(opened.value.locator("body")).to_contain_text("Preview")
    expect(page.locator(".editor-host")).to_be_visible()


def test_everything_works_without_a_script(browser: Browser, address: str, session: Any) -> None:
    context = browser.new_context(base_url=address, storage_state=session, java_script_enabled=False)
    page = context.new_page()
    page.goto(EDIT)
    good = page.locator("#text").input_value()
    page.locator("#text").fill(good.replace("\nhypotheses:", "\nhypothesis:"))
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#live .place").first).to_be_visible()
    page.locator("#text").fill(f"# without a script\n{good}")
    page.get_by_role("button", name="Work out ranges").click()
    expect(page.locator("#live .live-bars li").first).to_contain_text("80% range")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved as revision")).to_be_visible()
    assert page.locator("#text").input_value().startswith("# without a script\n")
    context.close()


PARTS = ("revisions", "lines/1-2", "publication", "people", "audit")
DESK = ["/desk/", "/desk/new/", "/desk/audit/", EDIT, *(f"{EDIT}{part}/" for part in PARTS)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", DESK)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, where: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(where)
    if where == EDIT:
        open_editor(page)
    found = Axe().run(page, options={"runOnly": RULES})
    assert [(broken["id"], [node["html"] for node in broken["nodes"]]) for broken in found.response["violations"]] == []
    for width in (1440, 820, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
