"""Read a WordPress export piece by piece, so that its length does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from rashomon.problems import RashomonError
from rashomon.wordpress.wxr import CASE_KEY, Post, Remark, Site, Writer, read_date

DEEPEST = 30
IN_CHANNEL = 2  # rss, channel
TOLD = "{rashomon}told"
# WordPress copies what people paste, and so writes signs that XML does not allow.
FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))


class BadExport(RashomonError):
    """The file is no WordPress export; the message says where and why."""


def read_export(path: Path) -> Iterator[Site | Writer | Post]:
    """Yield the blog, its writers and its posts, in the order of the file. Raises BadExport, also half-way."""
    with path.open("rb") as file:
        yield from _read(file, path.name)


def _read(file: IO[bytes], name: str) -> Iterator[Site | Writer | Post]:
    refused = _refused_by_parser()
    found = False
    try:
        for part in _parts(file):
            found = found or _tag(part) in ("wxr_version", "item")
            thing = _thing(part)
            if thing is not None:
                yield thing
    except ParseError as error:
        line, column = error.position
        where = f"{name}, line {line}, column {column + 1}"
        raise BadExport(f"{where}: not XML as WordPress writes it ({error}).") from None
    except refused:
        raise BadExport(f"{name} defines entities of its own, which no WordPress export does. Not read.") from None
    if not found:
        raise BadExport(f"{name} is no WordPress export. In WordPress, choose Tools, Export, All content.")


def _refused_by_parser() -> type[Exception]:
    try:
        from defusedxml.common import DefusedXmlException
    except ImportError:
        raise BadExport('To read exports of WordPress, install: pip install "rashomon[drafting]"') from None
    return DefusedXmlException


def _parts(file: IO[bytes]) -> Iterator[Element]:
    """Yield each finished element, and forget it; the channel comes once, when its own fields have been read."""
    from defusedxml.ElementTree import iterparse

    channel: Element | None = None
    depth = 0
    for event, element in iterparse(_Clean(file), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            if depth > DEEPEST:
                raise BadExport(f"More than {DEEPEST} elements stand inside one another, as in no WordPress export.")
            channel = element if _tag(element) == "channel" else channel
            continue
        depth -= 1
        if channel is not None and _tag(element) in ("author", "item", "channel"):
            yield from _head(channel)
        yield element
        if channel is not None and channel.get(TOLD) and depth == IN_CHANNEL:
            channel.remove(element)


def _head(channel: Element) -> Iterator[Element]:
    """Yield the channel once, when its own fields have been read and before its first item or author."""
    if not channel.get(TOLD):
        channel.set(TOLD, "now")
        yield channel
        channel.set(TOLD, "yes")


class _Clean:
    """A file without the signs that XML forbids."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        while True:
            block = self._file.read(size)
            clean = block.translate(None, FORBIDDEN)
            if clean or not block:
                return clean


def _tag(element: Element) -> str:
    """Return the name without its namespace, whose version changes; see `_all` for names that occur twice."""
    return element.tag.rpartition("}")[2]


def _thing(part: Element) -> Site | Writer | Post | None:
    match _tag(part):
        case "channel" if part.get(TOLD) == "now":
            return Site(_text(part, "title"), _text(part, "base_blog_url", "link").rstrip("/"), _text(part, "language"))
        case "author" if "export" in part.tag:
            return _writer(part)
        case "item":
            return _post(part)
        case _:
            return None


def _writer(part: Element) -> Writer:
    login = _text(part, "author_login")
    name = _text(part, "author_display_name") or login
    return Writer(login, name, _text(part, "author_email"), _text(part, "author_description", "author_bio"))


def _post(part: Element) -> Post:
    meta = {_text(one, "meta_key"): _text(one, "meta_value", strip=False) for one in _all(part, "postmeta")}
    return Post(
        id=_number(part, "post_id"),
        title=_text(part, "title"),
        link=_text(part, "link"),
        slug=_text(part, "post_name"),
        creator=_text(part, "creator"),
        content=_encoded(part, "content"),
        excerpt=_encoded(part, "excerpt"),
        posted_at=read_date(_text(part, "post_date_gmt")) or read_date(_text(part, "post_date")),
        status=_text(part, "status"),
        type=_text(part, "post_type"),
        password=_text(part, "post_password"),
        case=meta.get(CASE_KEY, ""),
        remarks=tuple(_remark(one) for one in _all(part, "comment")),
    )


def _remark(part: Element) -> Remark:
    return Remark(
        id=_number(part, "comment_id"),
        author=_text(part, "comment_author"),
        text=_text(part, "comment_content", strip=False),
        posted_at=read_date(_text(part, "comment_date_gmt")) or read_date(_text(part, "comment_date")),
        approved=_text(part, "comment_approved"),
        type=_text(part, "comment_type") or "comment",
        parent=_number(part, "comment_parent"),
        email=_text(part, "comment_author_email"),
        url=_text(part, "comment_author_url"),
        address=_text(part, "comment_author_IP"),
    )


def _all(part: Element, tag: str) -> list[Element]:
    return [child for child in part if _tag(child) == tag]


def _text(part: Element, *tags: str, strip: bool = True) -> str:
    """Return the text of the first child that has one of the names and a text."""
    for tag in tags:
        for child in _all(part, tag):
            text = "".join(child.itertext())
            if text.strip():
                return text.strip() if strip else text
    return ""


def _encoded(part: Element, which: str) -> str:
    """Return `content:encoded` or `excerpt:encoded`: their names differ in the namespace alone."""
    return next(("".join(one.itertext()) for one in _all(part, "encoded") if f"/{which}/" in one.tag), "")


def _number(part: Element, tag: str) -> int:
    text = _text(part, tag)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
