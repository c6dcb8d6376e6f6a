"""Bytes taken for a page: decoded, within limits, and without what nobody sees on it."""

from __future__ import annotations

import pytest

from rashomon.drafting.failures import BadPage
from rashomon.drafting.ingest.page import Page
from rashomon.drafting.ingest.reading import LARGEST_PAGE, page_of
from rashomon.drafting.segment import segment

PARAGRAPH = "The lamp of the north pier went out at nine, and nobody knows why it did."


def read(html: str | bytes, **said: str) -> Page:
    data = html.encode() if isinstance(html, str) else html
    return page_of(data, **{"name": "page.html", **said})


def text_of(html: str | bytes, **said: str) -> str:
    return segment(read(html, **said)).text


def dropped(page: Page) -> dict[str, int]:
    return {one.what: one.count for one in page.dropped}


DECODED = {
    "UTF-8 unsaid": ("Zoë’s café".encode(), ""),
    "UTF-8 with its mark": (b"\xef\xbb\xbf" + "Zoë’s café".encode(), ""),
    "UTF-16, little end first": (b"\xff\xfe" + "Zoë’s café".encode("utf-16-le"), ""),
    "UTF-16, big end first": (b"\xfe\xff" + "Zoë’s café".encode("utf-16-be"), ""),
    "a mark against what was said": (b"\xef\xbb\xbf" + "Zoë’s café".encode(), "text/plain; charset=koi8-r"),
    "as the server says": ("Zoë’s café".encode("cp1252"), "text/plain; charset=windows-1252"),
    "as the server says, in quotes": ("Zoë’s café".encode("cp1252"), 'text/plain; charset="windows-1252"'),
    "Latin-1 is wider on the web": ("Zoë’s café".encode("cp1252"), "text/plain; charset=ISO-8859-1"),
    "said wrongly": ("Zoë’s café".encode(), "text/plain; charset=ascii"),
    "said to be what nobody knows": ("Zoë’s café".encode(), "text/plain; charset=klingon"),
    "said to be no text": ("Zoë’s café".encode(), "text/plain; charset=base64"),
    "unsaid and not UTF-8": ("Zoë’s café".encode("cp1252"), ""),
}


@pytest.mark.parametrize(("data", "content_type"), DECODED.values(), ids=DECODED)
def test_bytes_are_decoded(data: bytes, content_type: str) -> None:
    assert page_of(data, name="a.txt", content_type=content_type).text == "Zoë’s café"


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="koi8-r">',
        "<meta charset=koi8-r>",
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
        '<?xml version="1.0" encoding="koi8-r"?><html xmlns="http://www.w3.org/1999/xhtml">',
    ],
)
def test_a_page_says_its_encoding(head: str) -> None:
    assert "Маяк погас" in text_of(f"{head}<p>Маяк погас.</p>".encode("koi8-r"))


NO_TEXT = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "a mark alone": b"\xef\xbb\xbf",
    "only what nobody sees": "\u200b\u200b".encode(),
    "PDF": b"%PDF-1.7 ...",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
    "an archive": b"PK\x03\x04" + bytes(1000),
    "binary": bytes(range(256)) * 100,
    "zeros": bytes(5000),
}


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "-"])
@pytest.mark.parametrize("data", NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(BadPage, match=r"no text|not text|no article was found"):
        segment(page_of(data, name=name))


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadPage, match=r"a.txt is larger than 10 MB"):
        page_of(b"a" * (LARGEST_PAGE + 1), name="a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_more_text_than_a_draft_holds_is_refused(name: str) -> None:
    with pytest.raises(BadPage, match=r"2,000,000 characters"):
        segment(page_of(f"{PARAGRAPH}\n\n".encode() * 30_000, name=name))


BOMBS = {
    "opened and never closed": "<div>" * 100_000 + PARAGRAPH,
    "deep and closed": "<div>" * 5_000 + PARAGRAPH + "</div>" * 5_000,
    "deep, of elements that nobody knows": "<x-y>" * 50_000 + PARAGRAPH,
    "deep, of capitals": "<DIV>" * 50_000 + PARAGRAPH,
    "many elements": "<p>" + "<br>" * 210_000 + PARAGRAPH,
    "deep lists": "<ul><li>" * 10_000 + PARAGRAPH,
}


@pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused(html: str) -> None:
    with pytest.raises(BadPage, match=r"nests more than|holds more than|cannot be read"):
        text_of(html)


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    html = f'<!DOCTYPE html [<!ENTITY e0 "lol">{entities}]><html><body><p>{PARAGRAPH} &e9;</p></body></html>'
    assert len(text_of(html)) < len(html)


def test_files_are_not_read_into_a_page() -> None:
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{PARAGRAPH} &x;</p></body></html>'
    assert "root:" not in text_of(html)
