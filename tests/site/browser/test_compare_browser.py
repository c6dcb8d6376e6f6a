"""Your own numbers and the replay in a real browser: as one types, by keyboard, without scripts, at every width."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARE = "/cases/wagner-2023/compare/"
OVER_TIME = "/cases/wagner-2023/over-time/"
PAGES = (COMPARE, f"{COMPARE}?p.bargain=10&e.war-doubted.bargain=5&r=2", f"{COMPARE}?pA=ten&e1B=often", OVER_TIME)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose console must stay silent: a refused style or script would speak there."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


@pytest.fixture
def plain_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


# ---- your own numbers


def test_the_answer_follows_as_one_types(page: Page) -> None:
    page.goto(COMPARE)
    page.locator("#in-pA").fill("10")
    expect(page.locator("#your-answer .say")).to_contain_text("You put most on")
    expect(page.locator("#prior-total")).to_have_text("75.1%")
    expect(page).to_have_url(re.compile(r"compare/\?p\.bargain=10&r=2$"))
    expect(page.locator("#in-pA")).to_be_focused()
    expect(page.locator("#this-link")).to_have_value(page.url)
    expect(page.get_by_role("button", name="Copy the link")).to_have_count(1)


def test_typing_sends_requests_to_the_site_alone_and_nothing_inline(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_seen(request)))
    page.goto(COMPARE)
    page.locator("#in-pA").fill("10")
    expect(page.locator("#your-answer .say")).to_contain_text("You put most on")
    assert all(url.startswith(address) for url in asked)
    assert page.locator("style, [style]:not(.tip), script:not([src])").count() == 0


def _seen(request: Request) -> str:
    return request.url


def test_what_cannot_be_read_is_said_under_its_field_and_goes_once_it_can(page: Page) -> None:
    page.goto(COMPARE)
    page.locator("#e-war-doubted > summary").click()
    page.locator("#in-e2A").fill("often")
    expect(page.locator("#in-e2A-e")).to_contain_text("Write a number from 0 to 100")
    expect(page.locator("#in-e2A")).to_have_attribute("aria-invalid", "true")
    page.locator("#in-e2A").fill("5")
    expect(page.locator("#in-e2A-e")).to_be_hidden()
    expect(page.locator("#e-war-doubted .role")).to_be_visible()
    expect(page.locator("#your-answer")).to_contain_text("What makes the difference")


def test_a_link_opens_on_the_same_numbers(page: Page) -> None:
    page.goto(COMPARE)
    page.locator("#in-pA").fill("10")
    expect(page.locator("#this-link")).to_be_visible()
    page.goto(page.locator("#this-link").input_value())
    expect(page.locator("#in-pA")).to_have_value("10")
    expect(page.locator("#your-answer .say")).to_contain_text("You put most on")


def test_the_form_works_without_scripts(plain_page: Page) -> None:
    plain_page.goto(COMPARE)
    plain_page.locator("#in-pA").fill("10")
    plain_page.locator("#e-war-doubted > summary").click()
    plain_page.locator("#in-e2A").fill("5")
    plain_page.get_by_role("button", name="Recalculate").click()
    assert plain_page.url.endswith("compare/?p.bargain=10&e.war-doubted.bargain=5&r=2#your-answer")
    expect(plain_page.locator("#your-answer")).to_contain_text("What makes the difference")
    plain_page.get_by_role("link", name="Undo all changes").click()
    expect(plain_page.locator("#your-answer")).to_contain_text("These are the editors’ numbers.")


def test_the_form_can_be_filled_by_keyboard_alone(page: Page) -> None:
    page.goto(COMPARE)
    page.locator("#in-pX").focus()
    page.keyboard.press("Tab")  # what may stand in a box
    page.keyboard.press("Tab")  # the first item
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#in-e1A")).to_be_focused()
    page.keyboard.type("5")
    expect(page.locator("#your-answer .say")).to_contain_text("You put most on")
    page.keyboard.press("Enter")
    expect(page.locator("#in-e1A")).to_have_value("5")


def test_blind_shows_the_editors_only_when_asked(page: Page) -> None:
    page.goto("/cases/web-outage/compare/?blind=1")
    expect(page.locator("#your-answer")).not_to_contain_text("Editors")
    for box in page.locator("#e-errors-after-release input").all():
        box.fill("50")
    page.get_by_role("link", name="Show what the editors put").click()
    expect(page.locator("#your-answer")).to_contain_text("Editors")


# ---- the replay


def test_the_slider_the_keys_and_the_list_choose_the_step(page: Page) -> None:
    page.goto(OVER_TIME)
    slider = page.get_by_role("slider")
    last = int(slider.get_attribute("max") or 0)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"#step-{last - 1}")).to_be_visible()
    expect(page.locator(f"#step-{last}")).to_be_hidden()
    page.keyboard.press("Home")
    expect(page.locator("#step-0")).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "Start")
    expect(page.get_by_role("button", name="Step before")).to_be_disabled()
    page.locator(".steps a").nth(2).click()
    expect(page.locator("#step-2")).to_be_visible()
    expect(page.locator("#told")).to_contain_text(page.locator("#step-2 h3").inner_text())
    assert page.url.endswith("?step=2")


def test_the_marker_moves_with_the_step(page: Page) -> None:
    page.goto(f"{OVER_TIME}?step=1")
    marker = page.locator(".now").first  # a line has no width, and so never counts as visible
    before = float(marker.get_attribute("x1") or 0)
    page.get_by_role("button", name="Next step").click()
    assert float(marker.get_attribute("x1") or 0) > before


def test_it_plays_to_the_end_and_can_be_paused(page: Page) -> None:
    page.clock.install()
    page.goto(OVER_TIME)
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(3000)
    expect(page.locator("#step-2")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(5000)
    expect(page.locator("#step-2")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_nothing_plays_for_those_who_want_less_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(OVER_TIME)
    expect(page.get_by_role("slider")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_steps_are_links_without_scripts(plain_page: Page) -> None:
    plain_page.goto(f"{OVER_TIME}?step=1")
    plain_page.get_by_role("link", name="Next step").click()
    assert plain_page.url.endswith("?step=2")
    expect(plain_page.locator("#step-2")).to_be_visible()
    expect(plain_page.locator("#step-1")).to_be_hidden()


def test_one_explanation_lights_up_everywhere(page: Page) -> None:
    page.goto(OVER_TIME)
    page.locator(".frame:not([hidden]) tbody").first.hover()
    expect(page.locator("html")).to_have_attribute("data-lit", "A")
    faded = page.locator("svg .line.lB >> visible=true")
    expect(faded).to_have_css("opacity", "0.18")
    page.locator("h1").hover()
    expect(page.locator("html")).not_to_have_attribute("data-lit", "A")


# ---- both, for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    page.goto(path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_no_text_of_a_chart_is_smaller_than_11_px(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(OVER_TIME)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("svg text")].filter((t) => t.getClientRects().length).map((t) => {
            const scale = t.getScreenCTM().a;
            return parseFloat(getComputedStyle(t).fontSize) * scale;
        })"""
    )
    assert sizes
    assert min(sizes) >= 11
