"""Reading the site in a real browser: with and without script, by keyboard, on a narrow screen and on paper."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/wagner-2023/"
PAGES = {
    "home": "/",
    "cases": "/cases/",
    "case": CASE,
    "revision": CASE + "revisions/1/",
    "history": CASE + "revisions/",
    "changes": CASE + "changes/1-2/",
    "compare": CASE + "compare/",
    "over time": CASE + "over-time/",
    "authors": "/authors/",
    "author": "/authors/rashomon-sample-desk/",
    "subjects": "/subjects/",
    "subject": "/subjects/politics/",
    "sources": "/sources/",
    "source": "/sources/bbc-verify-satellite-images/",
    "predictions": "/predictions/",
    "search": "/search/?q=column",
    "method": "/method/",
    "about": "/about/",
    "policies": "/policies/",
    "login": "/accounts/login/",
    "card": CASE + "card/",
    "not found": "/no-such-page/",
}
MOST_KILOBYTES = 150


@pytest.fixture(params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(coloured: Page, path: str) -> None:
    coloured.goto(path)
    found = Axe().run(coloured)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 820])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= width


@pytest.mark.parametrize("path", [path for name, path in PAGES.items() if name not in ("login", "not found")])
def test_every_page_reads_without_fault_cookie_or_request_elsewhere(reader: Page, path: str) -> None:
    answer = reader.goto(path)
    assert answer is not None
    assert answer.status == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*\.", policy)
    assert "set-cookie" not in answer.headers


def test_a_reader_goes_from_home_to_an_item_and_its_sources(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("link", name="Read the case").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Wagner column")
    reader.locator("#evidence summary").first.click()
    expect(reader.locator("#evidence details[open]").first).to_contain_text("What it does")
    reader.locator("nav.toc").get_by_role("link", name="Sources").click()
    expect(reader.locator("#sources")).to_be_in_viewport()


def test_search_leads_to_the_item(reader: Page) -> None:
    reader.goto("/search/")
    box = reader.get_by_role("main").get_by_role("searchbox")
    box.fill("aircraft")
    box.press("Enter")
    reader.get_by_role("main").locator("a[href*='#e-']").first.click()
    expect(reader).to_have_url(re.compile(r"/cases/[\w-]+/#e-"))
    expect(reader.locator(":target")).to_be_visible()


def test_everything_reads_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(CASE)
    expect(page.locator("#answer li").first).to_contain_text("A real mutiny, bargained away")
    page.locator("#evidence summary").first.click()
    expect(page.locator("#evidence details[open]").first).to_be_visible()
    page.goto("/search/?q=column")
    expect(page.get_by_role("main")).to_contain_text("column")
    page.goto(CASE + "over-time/")
    expect(page.get_by_role("main").locator("svg:visible").first).to_be_visible()
    context.close()


def test_a_case_is_reached_and_read_by_keyboard(reader: Page) -> None:
    reader.goto("/")
    reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_have_text("Skip to the content")
    reader.keyboard.press("Enter")
    for _ in range(20):
        reader.keyboard.press("Tab")
        if reader.locator(":focus").inner_text() == "Read the case":
            break
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(CASE))
    summary = reader.locator("#evidence summary").first
    summary.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#evidence details[open]").first).to_be_visible()


def test_paper_holds_the_case_and_not_the_frame(reader: Page) -> None:
    reader.goto(CASE)
    reader.emulate_media(media="print", color_scheme="dark")
    expect(reader.locator("#answer")).to_be_visible()
    expect(reader.locator("nav.toc")).to_be_hidden()
    expect(reader.locator(".mast nav")).to_be_hidden()
    assert reader.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert reader.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert len(reader.pdf(format="A4")) > 20_000


@pytest.mark.parametrize("path", [CASE, "/", CASE + "compare/"])
def test_a_page_is_light(reader: Page, path: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(answer: object) -> None:
        if answer.request.resource_type != "font":  # type: ignore[attr-defined]  # fonts load once, for all pages
            body: bytes = answer.body()  # type: ignore[attr-defined]
            sizes[answer.url] = len(gzip.compress(body))  # type: ignore[attr-defined]

    reader.on("response", weigh)
    reader.goto(path, wait_until="networkidle")
    assert sum(sizes.values()) < MOST_KILOBYTES * 1000, sizes


def test_the_first_paint_waits_for_no_script(reader: Page) -> None:
    reader.goto(CASE)
    scripts = reader.locator("script[src]").evaluate_all(
        "all => all.map(one => one.defer || one.async || one.type === 'module')"
    )
    assert all(scripts)
    assert reader.locator("script:not([src]):not([type='application/ld+json'])").count() == 0


@pytest.mark.parametrize("path", [CASE, "/", "/search/?q=x"])
def test_no_style_and_no_handler_is_inline(reader: Page, path: str) -> None:
    reader.goto(path)
    assert reader.locator("[style], [onclick], [onload], style").count() == 0
