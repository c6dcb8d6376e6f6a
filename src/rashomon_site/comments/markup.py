"""A comment's text as HTML: emphasis, links, quotes, lists and code, and nothing else whatever was typed.

markdown-it makes the HTML without raw HTML, and nh3 looks at what came out. Signs that turn the line round or
cannot be seen are left out here, at output: the text is kept as it was sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "span", "strong", "ul"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
CLASSES = {"span": {"host"}}
REL = "nofollow ugc noopener noreferrer"
DEEPEST = 8
"""How far quotes and lists go into one another; deeper ones are shown as text."""

MARKS = 4
"""How many accents a letter may wear; more would be drawn over the lines around it."""

_TURNING = "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
_UNSEEN = "\u200b\u2060-\u2065\ufeff\u00ad\u034f\u115f\u1160\u180e\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
_LEFT_OUT = re.compile(f"[{_TURNING}{_UNSEEN}\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_IN_TEXT = re.compile(r"(?P<url>https?://[^\s<>\"“”„«»]+)|(?<![\w&/#])#(?P<number>[1-9]\d{0,6})(?!\w)")
_CLOSING = {")": "(", "]": "[", "}": "{"}

Place = Callable[[int], str]
"""Takes the number of a comment, returns where it stands; "" for one that there is not."""


def readable(text: str) -> str:
    """Return the text without what a reader cannot see, and with a bearable number of accents."""
    return _bearable(_LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def comment_html(text: str, place: Place = lambda number: "") -> SafeString:
    """Return a comment as clean HTML; `#3` becomes a link where `place` knows comment 3."""
    parser = _parser()
    env: EnvType = {}
    tokens = parser.parse(readable(text), env)
    for token in tokens:
        if token.children:
            token.children = _with_links(token.children, place)
    html = parser.renderer.render(tokens, parser.options, env)
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https"},
        link_rel=REL,
        generic_attribute_prefixes=set(),
    )
    return SafeString(clean)


def plain_text(text: str) -> str:
    """Return the words of a comment on one line, as for a list or a mail."""
    return " ".join(readable(text).split())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST * 2, "breaks": True})
    parser.disable(["image", "heading", "lheading", "hr", "reference", "html_block", "html_inline"])
    parser.validateLink = _is_web  # type: ignore[method-assign]  # the library's own way to say which links there are
    parser.add_render_rule("link_close", _link_close)
    return parser


def _is_web(url: str) -> bool:
    return url.lower().startswith(("https://", "http://")) and bool(_host(url))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _link_close(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """End a link, and say where it leads unless its words do."""
    opening = next((token for token in reversed(tokens[:index]) if token.type == "link_open"), None)
    host = _host(str(opening.attrGet("href") or "")) if opening else ""
    words = "".join(token.content for token in tokens[:index][tokens.index(opening) :]) if opening else ""
    shown = f' <span class="host">({escape(host)})</span>' if host and _host(words.strip()) != host else ""
    return f"</a>{shown}"


def _with_links(children: list[Token], place: Place) -> list[Token]:
    """Make links of bare addresses and of numbers of comments, outside of links and code."""
    made: list[Token] = []
    depth = 0
    for token in children:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        made.extend(_pieces(token, place) if token.type == "text" and not depth else [token])
    return made


def _pieces(token: Token, place: Place) -> list[Token]:
    pieces: list[Token] = []
    last = 0
    for match in _IN_TEXT.finditer(token.content):
        words = _address(match["url"]) if match["url"] else match[0]
        target = (words if _is_web(words) else "") if match["url"] else place(int(match["number"]))
        if target:
            pieces += [_text(token.content[last : match.start()]), *_link(target, words)]
            last = match.start() + len(words)
    return [*pieces, _text(token.content[last:])]


def _address(found: str) -> str:
    """Return an address without the full stop or bracket that belongs to the sentence around it."""
    while found:
        end = found[-1]
        if end in ".,;:!?'*_~…’" or (end in _CLOSING and found.count(end) > found.count(_CLOSING[end])):
            found = found[:-1]
        else:
            return found
    return found


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(target: str, words: str) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": target}), _text(words), Token("link_close", "a", -1)]


def _bearable(text: str) -> str:
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if run <= MARKS:
            kept.append(letter)
    return "".join(kept)
