"""The article: what comes in, and what may come out."""

from __future__ import annotations

import pytest

from rashomon.explain.sentence import Mention
from rashomon.report.marks import item_box
from rashomon.report.prose import markdown_html

ITEMS = {"photo": Mention("evidence", "photo", "The photograph", "1")}
BOX = '<a class="e" href="#e-photo"><span class="vh">item </span>1</a>'
REL = 'rel="noopener noreferrer nofollow ugc"'

TABLE = [
    ("The gap [evidence:photo] is plain.", f"<p>The gap {BOX} is plain.</p>\n"),
    ("**[evidence:photo]**", f"<p><strong>{BOX}</strong></p>\n"),
    ("[evidence:unknown]", "<p>[evidence:unknown]</p>\n"),
    ("[evidence:../../x]", "<p>[evidence:../../x]</p>\n"),
    ("`[evidence:photo]`", "<p><code>[evidence:photo]</code></p>\n"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
    ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
    ("[x](JaVaScRiPt:alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>\n"),
    ("[x](data:text/html,1)", "<p>[x](data:text/html,1)</p>\n"),
    ("[x](vbscript:1)", "<p>[x](vbscript:1)</p>\n"),
    ("[x](//evil.example)", "<p>[x](//evil.example)</p>\n"),
    ("[x](/etc/passwd)", "<p>[x](/etc/passwd)</p>\n"),
    ("[x](mailto:a@b.example)", "<p>[x](mailto:a@b.example)</p>\n"),
    ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>\n"),
    ("[x](https://a.example/b)", f'<p><a href="https://a.example/b" {REL}>x</a></p>\n'),
    ("<https://a.example>", f'<p><a href="https://a.example" {REL}>https://a.example</a></p>\n'),
    (
        '[x](https://a.example "t\\"<b>")',
        f'<p><a href="https://a.example" title="t&quot;&lt;b&gt;" {REL}>x</a></p>\n',
    ),
    ("![x](https://a.example/t.gif)", f'<p>!<a href="https://a.example/t.gif" {REL}>x</a></p>\n'),
    ("# Top", "<h3>Top</h3>\n"),
    ("##### Deep", "<h6>Deep</h6>\n"),
    ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
    ('``` "><script>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>\n'),
    ("&lt;script&gt; &#60;b&#62;", "<p>&lt;script&gt; &lt;b&gt;</p>\n"),
    ("[a]: javascript:1\n\n[a]", "<p>[a]: javascript:1</p>\n<p>[a]</p>\n"),
]


@pytest.mark.parametrize(("source", "expected"), TABLE)
def test_markdown(source: str, expected: str) -> None:
    assert str(markdown_html(source, ITEMS, item_box)) == expected


def test_deep_nesting_ends() -> None:
    html = str(markdown_html(">" * 5000 + "x" + "*" * 5000, ITEMS, item_box))
    assert html.count("<blockquote>") <= 21
