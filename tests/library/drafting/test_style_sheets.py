"""What style sheets and attributes hide, and what looks like hiding and is none."""

from __future__ import annotations

import pytest

from rashomon.drafting.ingest.style_sheets import LONGEST_SHEET, hidden_selectors, hides


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "color: red; DISPLAY: None !important",
        "visibility: hidden",
        "opacity:0",
        "opacity: .0",
        "font-size:0px",
        "position:absolute; left:-9999px",
        "text-indent: -1000em",
        "clip: rect(0 0 0 0)",
        "clip-path: inset(50%)",
        "width:1px; height:1px; overflow:hidden",
        "color: transparent",
        "transform: scale(0)",
    ],
)
def test_hiding_is_known(style: str) -> None:
    assert hides(style)
    assert hidden_selectors([f".a {{ {style} }}"]) == {".a"}


@pytest.mark.parametrize(
    "style",
    [
        "",
        "border-width: 0",
        "line-height: 1; min-height: 0",
        "max-width: 1px",
        "margin-left: -12px",
        "opacity: 0.9",
        "display: block",
        "display: none; display: block",
        "font-size: 0.9em",
        "/* display: none */",
        "}}{{;;:::",
    ],
)
def test_what_only_looks_like_it_is_not(style: str) -> None:
    assert not hides(style)


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        (".a, #b , p.c { display: none }", {".a", "#b"}),
        (".a { display: none } .a { display: block }", set()),
        ("@media print { .a { display: none } }", set()),
        ("@media (max-width: 600px) { .a { display: none } }", set()),
        ("@media screen { .a { display: none } }", {".a"}),
        ("@media all { @media screen { #a { display: none } } }", {"#a"}),
        ("@font-face { font-family: x } .a { display: none }", {".a"}),
        ("@keyframes in { from { opacity: 0 } to { opacity: 1 } } .a:hover { opacity: 0 }", set()),
        (".a { opacity: 0", {".a"}),
    ],
)
def test_rules_for_one_class_or_id_count(sheet: str, hidden: set[str]) -> None:
    assert hidden_selectors([sheet]) == hidden


@pytest.mark.parametrize(
    "sheet",
    [
        "{" * LONGEST_SHEET,
        "(" * LONGEST_SHEET,
        "@media screen{" * (LONGEST_SHEET // 14),
        "a{b:" * (LONGEST_SHEET // 4),
        "(" * 90_000 + ")" * 90_000 + "{ display: none }",
        ".a { display: " + "(" * 90_000 + ")" * 90_000 + "}",
        ".a { clip: " + "rect(" * 20_000 + ")" * 20_000 + "}",
    ],
)
def test_no_sheet_is_too_deep(sheet: str) -> None:
    assert hidden_selectors([sheet]) == frozenset()
