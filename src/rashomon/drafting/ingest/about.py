"""What a page says of itself: JSON-LD, OpenGraph and other metadata, for what its visible text does not say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rashomon.drafting.ingest.page import About, ReadyComment
from rashomon.drafting.ingest.unseen import without_unseen
from rashomon.drafting.ingest.web_addresses import web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_JSON = 1_000_000
DEEPEST = 12
MOST = 5_000
ARTICLES = {
    "Article",
    "NewsArticle",
    "BlogPosting",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "TechArticle",
    "SocialMediaPosting",
    "LiveBlogPosting",
    "WebPage",
    "DiscussionForumPosting",
    "Report",
}


def about(tree: HtmlElement) -> tuple[About, tuple[ReadyComment, ...]]:
    """Return what a page says of itself, and the comments that it lists there."""
    described = [node for node in _described(tree) if ARTICLES & set(_listed(node.get("@type")))]
    described.sort(key=lambda node: "WebPage" in _listed(node.get("@type")))
    article = described[0] if described else {}
    authors = [_name(one) for one in _listed(article.get("author") or article.get("creator"))]
    made = About(
        title=_text(article.get("headline")) or _meta(tree, "og:title", "twitter:title") or _title(tree),
        authors=tuple(filter(None, authors))
        or tuple(filter(None, [_meta(tree, "author", "article:author", "parsely-author")])),
        date=_text(article.get("datePublished"))
        or _meta(tree, "article:published_time", "date", "dc.date", "pubdate", "publish-date"),
        bio=next(
            (_text(one.get("description")) for one in _listed(article.get("author")) if isinstance(one, dict)), ""
        ),
        url=_address(tree, article),
        language=(tree.get("lang") or _text(article.get("inLanguage")))[:35],
    )
    return made, tuple(_comments(described))


def _described(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        source = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(source) <= LONGEST_JSON:
            try:
                yield from _nodes(json.loads(source, strict=False), 0)
            except (ValueError, RecursionError):
                continue


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            yield from _nodes(one.get("@graph") or [], depth + 1)
            yield from _nodes(one.get("mainEntity") or [], depth + 1)


def _comments(described: list[dict[str, Any]]) -> list[ReadyComment]:
    """Return the comments of a description, with the answers to them, in order."""
    made: list[ReadyComment] = []

    def add(values: Any, parent: int | None, depth: int) -> None:
        for one in _listed(values):
            text = (
                _text(one.get("text") or one.get("articleBody") or one.get("description"))
                if isinstance(one, dict)
                else ""
            )
            if not text or depth > DEEPEST or len(made) >= MOST:
                continue
            link = _text(one.get("url"))
            made.append(
                ReadyComment(
                    text=text,
                    author=_name(next(iter(_listed(one.get("author") or one.get("creator"))), "")),
                    date=_text(one.get("datePublished") or one.get("dateCreated")),
                    link=web_address(link),
                    parent=parent,
                )
            )
            add(one.get("comment"), len(made), depth + 1)

    for node in described:
        add(node.get("comment"), None, 0)
        if made:
            break
    return made


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return a value as text in one piece; markup in it is made text, since it comes from strangers."""
    if not isinstance(value, str):
        return ""
    text = value
    if "<" in text and ">" in text:
        from lxml.html import fragment_fromstring

        made = fragment_fromstring(text, create_parent="div")
        for script in list(made.iter("script", "style", "template")):
            script.drop_tree()
        text = made.text_content()
    return without_unseen(text)[0].strip()


def _name(value: Any) -> str:
    return " ".join(_text(value.get("name") if isinstance(value, dict) else value).split())[:300]


def _meta(tree: HtmlElement, *names: str) -> str:
    for name in names:
        for meta in tree.iter("meta"):
            if name in ((meta.get("property") or "").lower(), (meta.get("name") or "").lower()):
                text = _text(meta.get("content"))
                if text and not text.startswith(("http://", "https://")):
                    return " ".join(text.split())
    return ""


def _title(tree: HtmlElement) -> str:
    """Return the window's title without the name of the site behind it."""
    title = next((_text(one.text) for one in tree.iter("title")), "")
    for sign in (" | ", " – ", " — ", " « ", " » ", " :: ", " - "):
        before, found, after = title.rpartition(sign)
        if found and len(before) > len(after):
            return before.strip()
    return title


def _address(tree: HtmlElement, article: dict[str, Any]) -> str:
    stated = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in [*stated, _text(article.get("url"))]:
        if web_address(url):
            return web_address(url)
    return ""
