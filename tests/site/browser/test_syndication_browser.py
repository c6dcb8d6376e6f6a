"""What other sites and other places see, in a real browser: the card in a frame, linked data, the static export."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.running import OwnSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/wagner-2023/"


@pytest.fixture(scope="module")
def export(site: OwnSite, address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static export of the sample site."""
    folder = tmp_path_factory.mktemp("export") / "out"
    site.run("site", "export", str(folder), RASHOMON_URL=address)
    return folder


@pytest.fixture
def elsewhere(address: str, tmp_path: Path) -> Iterator[str]:
    """A blog on another origin, which pasted the card's lines."""
    card = f"{address}{CASE}card/"
    frame = f'<iframe src="{card}" width="600" height="420" title="x" sandbox="allow-popups"></iframe>'
    narrow = f'<iframe src="{card}?look=dark" width="300" height="420" title="y"></iframe>'
    (tmp_path / "index.html").write_text(
        f"<!doctype html><link rel=icon href=data:,><title>Blog</title>{frame}{narrow}", "utf-8"
    )
    handler = partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def watched(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    context = browser.new_context(**options)  # type: ignore[arg-type]  # the options are Playwright's own
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    # What the browser itself calls off, as an icon of a page that is left, is no fault.
    page.on(
        "requestfailed", lambda request: said.append(request.url) if "ABORTED" not in str(request.failure) else None
    )
    return page, said


def test_the_card_shows_in_a_frame_on_another_site(browser: Browser, elsewhere: str) -> None:
    page, said = watched(browser)
    page.goto(elsewhere)
    for number, width in ((0, 600), (1, 300)):
        frame = page.frame_locator("iframe").nth(number)
        expect(frame.get_by_role("heading")).to_contain_text("The march that stopped")
        expect(frame.get_by_role("listitem")).to_have_count(5)
        inner = page.frames[number + 1]
        assert inner.evaluate("document.documentElement.scrollWidth") <= width
        assert inner.evaluate("document.documentElement.scrollHeight") <= 420
        assert inner.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
        assert inner.evaluate("getComputedStyle(document.querySelector('.k')).borderRadius") == "3px"
    assert said == []
    assert page.context.cookies() == []
    page.context.close()


def test_other_pages_do_not_show_in_a_frame(browser: Browser, address: str, elsewhere: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<iframe src="{address}{CASE}"></iframe>', encoding="utf-8")
    page, said = watched(browser)
    page.goto(elsewhere)
    assert any("frame-ancestors" in words for words in said)
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_the_share_page(browser: Browser, address: str, look: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark" if look == "dark" else "light")
    page = context.new_page()
    for path in (f"{CASE}share/", f"{CASE}card/?look={look}"):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()


def test_linked_data_is_read_and_breaks_no_policy(reader: Page) -> None:
    reader.goto(CASE)
    found = reader.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert found["@type"] == ["Article", "prov:Entity"]
    assert reader.locator('link[rel="canonical"]').count() == 1
    # The fixture sees to it that the browser reported nothing.


def test_the_export_opens_from_a_disk(browser: Browser, export: Path) -> None:
    page, said = watched(browser)
    page.goto((export / "index.html").as_uri())
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
    page.get_by_role("link", name="Read the case").first.click()
    expect(page.get_by_role("heading", name="The answer at a glance")).to_be_visible()
    page.get_by_role("link", name="All revisions, and what each of them moved").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto((export / "cases/wagner-2023/compare/index.html").as_uri())
    expect(page.get_by_text("This part works only on the live site.")).to_be_visible()
    assert page.url.startswith("file:")
    assert said == []
    page.context.close()


def test_the_export_stands_anywhere_on_a_web_host(browser: Browser, export: Path) -> None:
    handler = partial(_Quiet, directory=str(export.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page, said = watched(browser)
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/out/cases/wagner-2023/")
        expect(page.get_by_role("heading", name="The answer at a glance")).to_be_visible()
        page.get_by_role("link", name="Case file, as saved")
        page.get_by_role("link", name="Predictions").first.click()
        expect(page).to_have_url(f"http://127.0.0.1:{server.server_port}/out/predictions/index.html")
    finally:
        page.context.close()
        server.shutdown()
        thread.join()
        server.server_close()
    assert said == []
