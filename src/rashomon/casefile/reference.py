"""The tables of docs/case-file.md: every key of every part, made from the model.

`python -m rashomon.casefile` writes them anew, between the two markers.
"""

from __future__ import annotations

from pydantic.fields import FieldInfo

from rashomon.casefile.vocabulary import NAMES, PARTS
from rashomon.model import case as model
from rashomon.model.quantity import PROBABILITY_WORDS, RELATION_WORDS

BEGIN = "<!-- made from the model: begin -->"
END = "<!-- made from the model: end -->"
KINDS = {
    "Id": "id",
    "Line": "text",
    "Prose": "prose",
    "Link": "web address",
    "Day": "date",
    "Flag": "true or false",
    "Share": "0 to 1",
    "Row": "hypothesis: chance …",
    "Quantity": "chance",
    "Quantity | dict[Id, Quantity]": "chance, or hypothesis: chance …",
    "dict[Id, Flag]": "indicator: true or false …",
    "Relatedness": "word, or 0 to 1",
    "Says": "`reports`, `denies` or `silent`",
    "Outcome": "`seen`, `not-seen` or `unclear`",
    "Grade": "A to F",
    "Literal[1]": "`1`",
    "Resolution": "a resolution",
    "tuple[Id, ...]": "list of ids",
}
"""What each type of the model is called on the page."""
BASES = {"str": "text", "int": "whole number", "float": "number"}


def reference() -> str:
    """Return the tables in Markdown, with the markers around them."""
    sections = [_section(path, part) for path, part in PARTS.items()]
    return "\n\n".join([BEGIN, *sections, _words(), END])


def with_reference(page: str) -> str:
    """Return `page` with what stands between its markers made anew; raises ValueError without markers."""
    start, end = page.index(BEGIN), page.index(END) + len(END)
    return page[:start] + reference() + page[end:]


def _section(path: tuple[str, ...], part: type[model.Part]) -> str:
    name = NAMES[part].split(" ", 1)[1]
    heading = f"### {name[0].upper()}{name[1:]}" + (f" (`{'` → `'.join(path)}`)" if path else "")
    written = part.__annotations__  # as text, which is what the names in KINDS are
    rows = [_row(name, info, written[name]) for name, info in part.model_fields.items()]
    table = ["| key | holds | meaning |", "| --- | --- | --- |", *rows]
    return "\n".join([heading, "", (part.__doc__ or "").strip(), "", *table])


def _row(name: str, info: FieldInfo, annotation: str) -> str:
    needed = " **(needed)**" if info.is_required() else ""
    meaning = (info.description or "").replace("|", "\\|")
    return f"| `{info.alias or name}`{needed} | {_kind(annotation)} | {meaning}{_default(info)} |"


def _default(info: FieldInfo) -> str:
    value = info.default
    if info.is_required() or info.default_factory or value in (None, (), ""):
        return ""
    shown = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else value
    return f" `{shown}` if left out."


def _kind(annotation: str) -> str:
    """Name what a key holds; raises KeyError for a type that has no name here yet."""
    annotation = annotation.removesuffix(" | None")
    if annotation in KINDS:
        return KINDS[annotation]
    if annotation.startswith("Annotated["):
        return BASES[annotation[len("Annotated[") :].split(",")[0]]
    part = annotation.removeprefix("tuple[").removesuffix(", ...]")
    return f"list: each {NAMES[getattr(model, part)]}" if hasattr(model, part) else KINDS[annotation]


def _words() -> str:
    words = [f"| {word} | {low:.0%} to {high:.0%} |" for word, (low, high) in PROBABILITY_WORDS.items()]
    related = [f"| {word} | {r:g} |" for word, r in RELATION_WORDS.items()]
    return "\n".join(
        [
            "### Words",
            "",
            "A chance may be one of these words:",
            "",
            "| word | stands for |",
            "| --- | --- |",
            *words,
            "",
            "How far the items of a group are `related` may be one of these:",
            "",
            "| word | r |",
            "| --- | --- |",
            *related,
        ]
    )
