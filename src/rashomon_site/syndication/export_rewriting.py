"""Pages for a place without a server: links become relative, and forms a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

LINKS = {"href", "src", "poster", "data"}
SETS = {"srcset"}
_ATTRIBUTE = re.compile(r"""(\s)([a-zA-Z:-]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CSS_LINK = re.compile(r"""(url\(\s*)(["']?)([^"')]+)(["']?\s*\))|(@import\s+)(["'])([^"']+)(["'])""")
_KEPT_FULL = {"canonical"}
_DROPPED = {"preload", "prefetch", "modulepreload"}  # of use only to a server; fonts from files are refused
LIVE_SCRIPT = "operations/live.js"

Link = Callable[[str], str]
"""Takes a link as written, returns it as it should be."""


def rewritten_html(text: str, link: Link, live: str) -> str:
    """Return a page with its links put through `link`; `live` is the address of the page on the live site."""
    parser = _Rewriter(link, live)
    parser.feed(text)
    parser.close()
    return "".join(parser.out)


def links_in_html(text: str) -> list[str]:
    """Return every link of a page."""
    found: list[str] = []

    def take(link: str) -> str:
        found.append(link)
        return link

    rewritten_html(text, take, "")
    return found


def rewritten_css(text: str, link: Link) -> str:
    """Return a style sheet with its links put through `link`."""

    def one(match: re.Match[str]) -> str:
        if match[3] is not None:
            return f"{match[1]}{match[2]}{link(match[3])}{match[4]}"
        return f"{match[5]}{match[6]}{link(match[7])}{match[8]}"

    return _CSS_LINK.sub(one, text)


def links_in_css(text: str) -> list[str]:
    """Return every link of a style sheet."""
    return [match[3] or match[7] for match in _CSS_LINK.finditer(text)]


class _Rewriter(HTMLParser):
    """Copies a page as it is, but for links and forms."""

    def __init__(self, link: Link, live: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.link = link
        self.live = live
        self.in_form = False
        self.skipped = ""  # the element that is being left out with what it holds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag, or begin to leave out a form."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.in_form:
            self._write(_instead_of(known, self.live))
            self.in_form = True
        elif tag == "script" and known.get("src", "").endswith(LIVE_SCRIPT):
            self.skipped = tag
        elif not (tag == "link" and _DROPPED & set(known.get("rel", "").split())):
            self._write(self._tag(tag, known))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag that ends itself."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag, or end what is left out."""
        if tag == "form" and self.in_form:
            self.in_form = False
        elif tag == self.skipped:
            self.skipped = ""
        else:
            self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self._write(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """Copy the document type."""
        self._write(f"<!{decl}>")

    def _write(self, text: str) -> None:
        if not self.in_form and not self.skipped:
            self.out.append(text)

    def _tag(self, tag: str, known: dict[str, str]) -> str:
        raw = self.get_starttag_text() or ""
        if tag == "link" and _KEPT_FULL & set(known.get("rel", "").split()):
            return raw
        return _ATTRIBUTE.sub(self._attribute, raw)

    def _attribute(self, match: re.Match[str]) -> str:
        name = match[2].lower()
        value = unescape(match[4].strip("\"'"))
        if name == "crossorigin" or name.startswith("hx-"):
            return ""
        if name in LINKS and not self.in_form:
            return f'{match[1]}{match[2]}="{escape(self.link(value))}"'
        if name in SETS and not self.in_form:
            return f'{match[1]}{match[2]}="{escape(self._set(value))}"'
        return match[0]

    def _set(self, value: str) -> str:
        parts = [part.strip().partition(" ") for part in value.split(",")]
        return ", ".join(f"{self.link(link)}{space}{size}" for link, space, size in parts)


def _instead_of(form: dict[str, str], live: str) -> str:
    """Return the sentence that stands where a form was."""
    address = escape(live)
    if form.get("role") == "search":
        return f'<p class="needs-site"><a href="{address}" rel="external">Search needs the live site</a></p>'
    return (
        '<div class="wrap"><p class="needs-site">This part works only on the live site. '
        f'<a href="{address}" rel="external">Open it there</a>.</p></div>'
    )
