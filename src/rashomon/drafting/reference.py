"""The tables of docs/drafting.md: every key of a draft's JSON, made from the model.

`python -m rashomon.drafting` writes them anew, between the two markers.
"""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic.fields import FieldInfo

from rashomon.drafting import document, draft, items
from rashomon.drafting.frozen import Frozen

BEGIN = "<!-- made from the model: begin -->"
END = "<!-- made from the model: end -->"
PARTS: dict[str, tuple[type[Frozen], str]] = {
    "": (draft.Draft, "draft"),
    "origin": (draft.Origin, "origin"),
    "dropped": (draft.Dropped, "thing left out"),
    "document": (document.Document, "document"),
    "document.blocks": (document.Block, "block"),
    "document.blocks.links": (document.Link, "link"),
    "document.comments": (document.Comment, "comment"),
    "items": (items.Item, "item"),
    "items.chain": (items.Voice, "voice"),
}
"""Every part, by where it stands, and what one of it is called."""
NAMES = {part.__name__: name for part, name in PARTS.values()}
CHOICES: dict[str, type[StrEnum]] = {
    kind.__name__: kind
    for kind in (
        document.BlockKind,
        items.ItemKind,
        items.Polarity,
        items.Role,
        items.VoiceKind,
        items.State,
        items.Finder,
    )
}
KINDS = {
    "str": "text",
    "int": "whole number",
    "Place": "place",
    "BlockId": "id of a block",
    "ItemId": "id of an item",
    "OptionalAddress": "web address, or nothing",
    "WebAddress": "web address",
    "tuple[ItemId, ...]": "list of ids of items",
    "tuple[str, ...]": "list of texts",
    "Literal[1]": "`1`",
    "Format": "`html`, `text`, `markdown` or `wordpress`",
}
"""What each type of the model is called on the page."""


def reference() -> str:
    """Return the tables in Markdown, with the markers around them."""
    return "\n\n".join([BEGIN, *(_section(path, part) for path, (part, _) in PARTS.items()), END])


def with_reference(page: str) -> str:
    """Return `page` with what stands between its markers made anew. Raises ValueError without markers."""
    start, end = page.index(BEGIN), page.index(END) + len(END)
    return page[:start] + reference() + page[end:]


def _section(path: str, part: type[Frozen]) -> str:
    name = NAMES[part.__name__].capitalize()
    heading = f"### {name}" + (f" (`{path.replace('.', '` → `')}`)" if path else "")
    rows = [_row(key, info, part.__annotations__[key]) for key, info in part.model_fields.items()]
    about = re.split(r"\n\n", (part.__doc__ or "").strip(), maxsplit=1)[0]
    return "\n".join([heading, "", about, "", "| key | holds | meaning |", "| --- | --- | --- |", *rows])


def _row(key: str, info: FieldInfo, annotation: str) -> str:
    needed = " **(needed)**" if info.is_required() else ""
    return f"| `{key}`{needed} | {_kind(annotation)} | {info.description or ''}{_default(info)} |"


def _default(info: FieldInfo) -> str:
    left_out = info.is_required() or info.default in (None, (), "")
    return "" if left_out else f" `{info.default}` if left out."


def _kind(annotation: str) -> str:
    """Name what a key holds. Raises KeyError for a type that has no name here yet."""
    annotation = annotation.removesuffix(" | None")
    if annotation.startswith("Annotated["):
        annotation = annotation[len("Annotated[") :].split(",")[0]
    if annotation in CHOICES:
        *others, last = [f"`{choice}`" for choice in CHOICES[annotation]]
        return f"{', '.join(others)} or {last}"
    part = annotation.removeprefix("tuple[").removesuffix(", ...]")
    if part in NAMES:
        return f"list: each {_one(part)}" if part != annotation else _one(part)
    return KINDS[annotation]


def _one(part: str) -> str:
    name = NAMES[part]
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
