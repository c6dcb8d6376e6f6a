"""The static export: complete, without a link that leads nowhere, and replaced as a whole or not at all."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.test import override_settings

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.syndication import export as module
from rashomon_site.syndication.downloads import DOWNLOADS
from rashomon_site.syndication.export import ExportFailed, export_site
from rashomon_site.syndication.export_addresses import exported, file_of, place, relative
from rashomon_site.syndication.export_pages import Walk
from rashomon_site.syndication.export_rewriting import (
    links_in_css,
    links_in_html,
    rewritten_css,
    rewritten_html,
)

URL = "http://127.0.0.1:8000"
HOSTILE = """\
rashomon: 1
question: Who moved the boat?
title: '</a><a href="javascript:alert(1)">x</a><form>'
hypotheses: [{id: tide, name: "<a href='/desk/'>", prior: 50%}]
sources: [{id: s, name: "A source é", url: "https://elsewhere.example/?a=1&b=2"}]
evidence:
  - id: rope
    statement: "“/cases/”"
    likelihood: {tide: 5%}
    reports: [{id: r, source: s, url: "https://elsewhere.example/x"}]
body: "[a link](https://elsewhere.example/y) and [another](/cases/) and [evidence:rope]"
"""


def quiet(_: str) -> None:
    """Say nothing."""


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every link of every page and style sheet, with the file it stands in."""
    for path in folder.rglob("*"):
        read = {".html": links_in_html, ".css": links_in_css}.get(path.suffix)
        if read:
            for link in read(path.read_text(encoding="utf-8")):
                yield path.relative_to(folder).as_posix(), link


def check_links(folder: Path) -> None:
    for source, link in links(folder):
        parts = urlsplit(link)
        if parts.scheme or not parts.path:
            assert parts.scheme in ("", "http", "https", "data", "mailto"), link
            continue
        assert not parts.path.startswith("/"), (source, link)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
        assert not target.startswith(".."), (source, link)
        assert (folder / target).is_file(), (source, link)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.django_db
def test_an_export_is_whole(sample_site: None, editor: User, tmp_path: Path) -> None:
    publish(editor, create_case(editor, HOSTILE, slug="hostile"))
    save_revision(editor, PublishedCase.objects.get(slug="wagner-2023"), "draft: [", parent_number=2)
    create_case(editor, "never: [shown", slug="secret-draft")
    said: list[str] = []
    report = export_site(tmp_path / "out", said.append)
    folder = tmp_path / "out"
    check_links(folder)
    for name in DOWNLOADS:
        assert (folder / "cases/wagner-2023/revisions/1" / name).is_file()
    for name in ("index.html", "feed.atom", "sitemap.xml", "robots.txt", "method/index.html", "export.json"):
        assert (folder / name).is_file()
    for name in ("share.png", "card/index.html", "changes/1-2/index.html", "over-time/index.html", "feed.atom"):
        assert (folder / "cases/wagner-2023" / name).is_file()
    assert not (folder / "cases/wagner-2023/revisions/3").exists()
    assert not [name for name in contents(folder) if "secret-draft" in name or name.startswith(("desk", "accounts"))]
    assert not [name for name, content in contents(folder).items() if b"secret-draft" in content]
    assert "1 cases that are not published" in str(report)
    assert report.missing == ()
    assert said
    page = (folder / "cases/hostile/index.html").read_text(encoding="utf-8")
    assert 'href="https://elsewhere.example/x"' in page
    assert f'<link rel="canonical" href="{URL}/cases/hostile/">' in page
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<form" not in text, path
        assert "hx-get" not in text, path
    again = contents(folder)
    export_site(folder, quiet)
    assert contents(folder) == again  # doing it twice changes nothing
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.django_db
def test_a_folder_with_other_files_is_left_alone(sample_site: None, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("mine")
    with pytest.raises(ExportFailed, match="holds other files"):
        export_site(tmp_path / "letters", quiet)
    with pytest.raises(ExportFailed, match="is a file"):
        export_site(tmp_path / "letters" / "dear.txt", quiet)
    assert contents(tmp_path / "letters") == {"dear.txt": b"mine"}


@pytest.mark.django_db
def test_an_export_that_fails_leaves_the_one_before(
    sample_site: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "export.json").write_text('{"format": "rashomon-export"}')
    (out / "index.html").write_text("the one before")
    before = contents(out)
    monkeypatch.setattr(module, "_rewrite", _fail)
    monkeypatch.setattr(Walk, "run", quiet)
    with pytest.raises(OSError, match="disk full"):
        export_site(out, quiet)
    monkeypatch.setattr(module, "_rewrite", quiet)
    real = os.replace

    def second_fails(source: Path, target: Path) -> None:
        if ".new-" in Path(source).name:
            raise OSError("disk full")
        real(source, target)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(OSError, match="disk full"):
        export_site(out, quiet)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _fail(_: object) -> None:
    raise OSError("disk full")


@pytest.mark.django_db
def test_a_site_that_does_not_answer_is_not_exported(sample_site: None, tmp_path: Path, settings: Any) -> None:
    with override_settings(SITE_URL="https://elsewhere.example"), pytest.raises(ExportFailed, match="RASHOMON_HOSTS"):
        export_site(tmp_path / "out", quiet)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "kept", "file"),
    [
        ("/", "/", "index.html"),
        ("/?utm=1", "/?utm=1", "utm=1/index.html"),
        ("/cases/", "/cases/", "cases/index.html"),
        ("/cases/?page=2&order=", "/cases/?page=2", "cases/page=2/index.html"),
        ("/cases/?b=2&a=1", "/cases/?a=1&b=2", "cases/a=1,b=2/index.html"),
        ("/cases/x/compare/?prior=1", "/cases/x/compare/", "cases/x/compare/index.html"),
        ("/cases/x/share.png?v=abc", "/cases/x/share.png", "cases/x/share.png"),
        ("/static/site/style.css", "/static/site/style.css", "static/site/style.css"),
        ("/desk/", "", ""),
        ("/search/?q=x", "", ""),
        ("/oembed?url=x", "", ""),
        ("/nothing/here/", "", ""),
    ],
)
def test_each_address_has_its_file(address: str, kept: str, file: str) -> None:
    assert exported(address) == kept
    if kept:
        assert file_of(kept) == file


def test_odd_queries_cannot_leave_their_folder() -> None:
    for query in ("q=../../x", "q=%2e%2e%2f", "q=" + "x" * 500, "a/b=c"):
        name = file_of(exported(f"/cases/?{query}"))
        assert name.startswith("cases/query=")
        assert name.count("/") == 2


def test_links_between_files_are_relative() -> None:
    assert relative("cases/x/index.html", "index.html") == "../../index.html"
    assert relative("index.html", "cases/x/index.html", "e-1") == "cases/x/index.html#e-1"
    assert relative("a/index.html", "a/index.html") == "index.html"
    assert place("/cases/x/", "../y/?a=1#z") == ("/cases/y/?a=1", "z")
    assert place("/cases/x/", f"{URL}/method/") == ("/method/", "")
    for elsewhere in ("https://elsewhere.example/cases/", "//evil.example/", "javascript:alert(1)", "http://[x"):
        assert place("/cases/x/", elsewhere) is None


def test_only_links_of_a_page_change() -> None:
    page = (
        '<!DOCTYPE html><p class="a">x &amp; &#39; &lt;a href="/no/"&gt;</p><svg viewBox="0 0 1 1">'
        '<a href="/b/?x=1&amp;y=2">'
        '<rect width="10%"/></a></svg><script>if (a < b) "<a href=/c/>"</script><link rel="preload" href="/f">'
        '<form action="/s/"><input name="q"><a href="/in/">x</a></form><!-- <a href="/d/"> --><p hx-get="/x/">y</p>'
    )
    seen: list[str] = []

    def link(written: str) -> str:
        seen.append(written)
        return 'up"><'

    text = rewritten_html(page, link, f"{URL}/p/")
    assert seen == ["/b/?x=1&y=2"]
    assert (
        '<p class="a">x &amp; &#39; &lt;a href="/no/"&gt;</p><svg viewBox="0 0 1 1"><a href="up&quot;&gt;&lt;">' in text
    )
    assert '<script>if (a < b) "<a href=/c/>"</script>' in text
    assert f'only on the live site. <a href="{URL}/p/"' in text
    assert "<input" not in text
    assert "preload" not in text
    assert "<p>y</p>" in text


def test_style_sheets_change_too() -> None:
    css = "@import \"/a.css\";@font-face{src:url(/f.woff2) format('woff2')}b{background:url( 'x.png' )}"
    assert links_in_css(css) == ["/a.css", "/f.woff2", "x.png"]
    assert rewritten_css(css, str.upper) == (
        "@import \"/A.CSS\";@font-face{src:url(/F.WOFF2) format('woff2')}b{background:url( 'X.PNG' )}"
    )
