"""Small marks: letters of explanations, numbers of items, grades, steps, and sentences with their links."""

from __future__ import annotations

from markupsafe import Markup, escape

from rashomon.explain.sentence import Mention, Sentence
from rashomon.report.svg_elements import element

_GRADES = "EDCBA"


def letter_class(letter: str) -> str:
    """Return the class suffix of a letter's colour: A to H, X for the catch-all, N for later letters."""
    if letter == "?":
        return "X"
    return letter if letter in "ABCDEFGH" and len(letter) == 1 else "N"


def chip(letter: str) -> Markup:
    """Return the letter on its colour; decorative, since the name follows."""
    return Markup('<span class="k k{}" aria-hidden="true">{}</span>').format(letter_class(letter), letter)


def spoken(letter: str) -> Markup:
    """Return the letter for those who hear the page."""
    return Markup('<span class="vh">{}: </span>').format("Open" if letter == "?" else letter)


def item_box(mention: Mention) -> Markup:
    """Return the number of an item, or of a prediction, in a box, linked to its place."""
    letter, word = ("p", "prediction") if mention.kind == "indicator" else ("e", "item")
    box = Markup('<a class="e" href="#{}-{}"><span class="vh">{} </span>{}</a>')
    return box.format(letter, mention.id, word, mention.mark)


def mention_html(mention: Mention) -> Markup:
    """Return a mention inside running text."""
    if mention.kind == "hypothesis":
        mark = Markup('<span class="k k{} t" aria-hidden="true">{}</span>').format(
            letter_class(mention.mark), mention.mark
        )
        return mark + Markup('&nbsp;<bdi class="m">{}</bdi>').format(mention.name)
    if mention.kind in ("evidence", "indicator"):
        return Markup("“<bdi>{}</bdi>” ").format(mention.name) + item_box(mention)
    if mention.kind == "source":
        return Markup("<bdi>{}</bdi>").format(mention.name)
    return Markup("“<bdi>{}</bdi>”").format(mention.name)


def sentence_html(sentence: Sentence) -> Markup:
    """Return a sentence with its mentions marked; all text is escaped."""
    return Markup("").join(mention_html(part) if isinstance(part, Mention) else escape(part) for part in sentence.parts)


def grade_squares(grade: str) -> Markup:
    """Return one to five squares for the grades E to A, none filled for F."""
    filled = _GRADES.find(grade) + 1
    squares = [
        element("rect", class_="on" if n < filled else "off", x=n * 10.5 + 0.75, y=0.75, width=8, height=8, rx=1)
        for n in range(5)
    ]
    return element("svg", *squares, width=52, height=10, aria_hidden="true")


def impact_bars(steps: int) -> Markup:
    """Return one to three rising bars."""
    bars = [
        element("rect", class_="on" if n < steps else "off", x=n * 7, y=10 - 4 * n, width=5, height=6 + 4 * n)
        for n in range(3)
    ]
    return element("svg", *bars, width=20, height=16, aria_hidden="true")
