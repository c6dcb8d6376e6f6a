"""The report in Chromium: nothing wider than the screen, nothing too small to read, light and dark."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.library.report.test_report import report

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
IN_CI = bool(os.environ.get("CI"))
WIDTHS = (320, 390, 820, 1440)
DARK, LIGHT = 0, 1  # blink's preferredColorScheme

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None and not IN_CI, reason="Chromium is not installed: apt-get install chromium"),
]

MEASURE = """
const wide = innerWidth;
const found = {wide: document.documentElement.scrollWidth, inner: wide, over: [], small: []};
const hidden = e => e.closest('.vh, .scroll, .toc ul, pre, .skip, thead') || !e.getClientRects().length;
for (const e of document.querySelectorAll('main *')) {
  const box = e.getBoundingClientRect();
  if (!hidden(e) && box.width && (box.right > wide + 1 || box.left < -1))
    found.over.push(e.tagName + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.slice(0, 40));
}
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !e.getClientRects().length) continue;
  if (e.closest('.vh, style, script')) continue;
  const drawing = e.closest('svg[viewBox]');
  const scale = drawing ? drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width : 1;
  const size = parseFloat(getComputedStyle(e).fontSize) * scale;
  const exposed = getComputedStyle(e).clipPath === 'none';
  if (exposed && size < (drawing ? 11 : 12.9)) found.small.push(size + ' ' + e.outerHTML.slice(0, 80));
}
const style = getComputedStyle(document.body);
found.ground = style.backgroundColor; found.ink = style.color;
parent.document.title = JSON.stringify(found);
"""


def measured(name: str, width: int, scheme: int, folder: Path) -> dict[str, Any]:
    """Lay the report out in a frame `width` pixels wide, and return what a script finds there.

    The script exists for the test alone; the report's content policy, which would stop it, is taken out.
    """
    assert BROWSER, "Chromium is not installed: apt-get install chromium"
    page = re.sub(r"<meta http-equiv=[^>]+>", "", report(name))
    page = page.replace("<details", "<details open").replace("open open", "open")
    page = page.replace("</body>", f"<script>addEventListener('load', () => {{{MEASURE}}})</script></body>")
    frame = folder / "frame.html"
    frame.write_text(
        "<!doctype html><meta charset=utf-8><title>?</title>"
        f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(page)}"></iframe>',
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--user-data-dir={folder / 'profile'}",
            f"--blink-settings=preferredColorScheme={scheme}",
            "--window-size=1600,1000",
            "--virtual-time-budget=3000",
            "--dump-dom",
            frame.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    assert title is not None, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(html.unescape(title[1]))
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["wagner-2023", "web-outage"])
def test_it_fits_and_can_be_read(name: str, width: int, tmp_path: Path) -> None:
    found = measured(name, width, LIGHT, tmp_path)
    assert found["inner"] == width
    assert found["over"] == []
    assert found["wide"] <= width, "the page scrolls sideways"
    assert found["small"] == []
    assert found["ground"] == "rgb(255, 255, 255)"


def test_dark_mode_follows_the_system(tmp_path: Path) -> None:
    found = measured("web-outage", 390, DARK, tmp_path)
    assert found["ground"] == "rgb(18, 22, 27)"
    assert found["ink"] == "rgb(238, 236, 230)"
    assert found["over"] == []
