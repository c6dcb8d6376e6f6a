"""Texts that strangers may send, a case that says one of them everywhere, and what no page may hold."""

from __future__ import annotations

import json
from html.parser import HTMLParser

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "closed script": "</script><script src=//evil.example/x.js></script>",
    "handler": "\"><img src=x onerror=alert(1)>'><svg onload=alert(1)>",
    "style": "<style>body{display:none}</style><p style='position:fixed'>x</p>",
    "frame": "<iframe src=https://evil.example></iframe><form action=//evil.example><input></form>",
    "javascript link": "[x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a> [y]( JaVaScRiPt:alert(1))",
    "data link": "[x](data:text/html;base64,PHNjcmlwdD4=) ![x](data:image/svg+xml,%3Csvg onload=alert(1)%3E)",
    "reference link": "[x][y]\n\n[y]: javascript:alert(1)",
    "entities": "&lt;script&gt; &#60;script&#62; &#x6a;avascript:alert(1)",
    "template": "{{ settings.SECRET_KEY }} {% debug %} {{ 7|add:7 }} {# x #}",
    "comment": "<!-- --><!--[if IE]><script>alert(1)</script><![endif]--> <![CDATA[x]]> ]]>",
    "bidi": "safe \u202egnp.exe\u202c \u2066\u2067 unclosed \u202e",
    "odd characters": "zero\u200bwidth \u2028 line \ud7ff \U0001f469\u200d\U0001f680 a\u0301\u0301\u0301",
    "one long word": "w" * 900,
    "evidence marks": "[evidence:item](javascript:alert(1)) [[evidence:item]](data:x) `[evidence:item]`",
}
"""By what it tries."""

DEEP = {
    "quotes": ">" * 3000 + " x",
    "lists": "\n".join("  " * depth + "- x" for depth in range(400)),
    "emphasis": "*" * 5000 + "x" + "*" * 5000,
    "brackets": "[" * 5000 + "x" + "]" * 5000,
    "links": "[x](" * 2000,
    "table": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + ("|" + "b|" * 500 + "\n") * 20,
    "long": "A sentence that goes on. " * 8000,
}
"""By what is deep or long in the article."""


def case_text(said: str, body: str | None = None) -> str:
    """Return a case file in which a stranger's text stands in every place that takes one."""
    line = " ".join(said.split())
    document = {
        "rashomon": 1,
        "question": f"Why {line}?",
        "title": line,
        "summary": said,
        "subject": line[:80],
        "authors": [{"name": line[:100], "bio": said}],
        "hypotheses": [
            {"id": "one", "name": line, "prior": "40%", "description": said, "why": said, "proposed_by": line},
            {"id": "two", "name": f"Not {line}"[:900], "prior": "40%"},
        ],
        "sources": [{"id": "paper", "name": line, "kind": line, "grade": "C", "note": said}],
        "evidence": [
            {
                "id": "item",
                "title": line[:80],
                "statement": line,
                "likelihood": {"one": "70%", "two": "20%"},
                "why": said,
                "note": said,
                "reports": [
                    {"id": "r1", "source": "paper", "quote": said, "note": said, "url": "https://example.org/a"}
                ],
            }
        ],
        "indicators": [
            {"id": "next", "statement": line, "why": said, "who": line, "likelihood": {"one": "70%", "two": "20%"}}
        ],
        "body": said if body is None else body,
    }
    return json.dumps(document)


class Page(HTMLParser):
    """Collects what a page may not hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forbidden: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        own_script = given.get("src", "").startswith("/static/") or given.get("type") == "application/ld+json"
        if tag in {"iframe", "object", "embed", "style", "base", "img"} or (tag == "script" and not own_script):
            self.forbidden.append(f"<{tag}> {given}")
        own_form = given.get("action") == "/search/" or given.get("id") == "comment-form"
        if tag == "form" and not own_form:
            self.forbidden.append(f"<form> {given}")
        for name, value in given.items():
            address = "".join(value.split()).lower()
            leads = name in {"href", "src", "action", "formaction", "xlink:href"}
            if name.startswith("on") or name == "style" or (leads and address.startswith(("javascript", "data", "vb"))):
                self.forbidden.append(f"<{tag} {name}={value!r}>")
