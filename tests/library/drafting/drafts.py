"""Drafts for the tests: one that stands in for an article, and any that hypothesis can think of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rashomon.drafting.document import Block, BlockKind, Comment, Document
from rashomon.drafting.draft import Draft, Origin
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, State, Voice, VoiceKind

ORIGIN = Origin(name="lamp.txt", url="https://example.org/lamp", format="text", sha256="ab" * 32, size=1)
PARTS = (
    (BlockKind.TITLE, "Why did the lamp go out?", None),
    (BlockKind.BYLINE, "By Ada Quill", None),
    (BlockKind.DATE, "June 30, 2023", None),
    (BlockKind.PARAGRAPH, "Perhaps the storm broke the lamp. The glass was whole, says the harbour office.", None),
    (
        BlockKind.PARAGRAPH,
        (
            "Tom Reed of The Gazette writes: “Stories are going round on social media that the keeper was paid.” "
            "It recalls the dark light of 1901. The keeper will leave by autumn."
        ),
        None,
    ),
    (BlockKind.BIO, "Ada Quill has written about harbours since 1990.", None),
    (BlockKind.COMMENT, "I do not think the keeper was paid. Was the oil bad?", 1),
    (BlockKind.COMMENT, "The Gazette says the oil was bad: https://gazette.example.org/oil", 2),
)
COMMENTS = (Comment(number=1, author="Bo", date="1 July 2023"), Comment(number=2, link="https://example.org/lamp#c2"))
ADA = Voice(name="Ada Quill", kind=VoiceKind.AUTHOR)
BO = Voice(name="Bo", kind=VoiceKind.COMMENTER)
SECOND = Voice(name="reader’s comment 2", kind=VoiceKind.COMMENTER)
REED = Voice(name="Tom Reed", kind=VoiceKind.PERSON, of="The Gazette")
GAZETTE = Voice(name="The Gazette", kind=VoiceKind.PUBLICATION)
OFFICE = Voice(name="the harbour office", kind=VoiceKind.UNNAMED)


def document(parts: Any = PARTS, comments: tuple[Comment, ...] = COMMENTS) -> Document:
    """Return a document of these blocks, with an empty line between each two."""
    text, blocks = "", []
    for number, (kind, words, comment) in enumerate(parts, start=1):
        at = len(text)
        blocks.append(Block(id=f"b{number}", kind=kind, start=at, end=at + len(words), comment=comment))
        text += f"{words}\n\n"
    return Document(text=text, blocks=tuple(blocks), comments=comments)


LAMP = document()


def item(number: int, kind: ItemKind, words: str, **values: Any) -> Item:
    """Return an item of LAMP, accepted unless something else is said."""
    start = LAMP.text.index(words)
    block = next(block for block in LAMP.blocks if block.start <= start < block.end)
    fields = {"label": words, "state": State.ACCEPTED, **values}
    return Item(id=f"i{number}", kind=kind, block=block.id, start=start, end=start + len(words), text=words, **fields)


def inside(words: str, voice: str, kind: VoiceKind) -> Voice:
    """Return a voice that is named within some words of LAMP."""
    at = LAMP.text.index(voice, LAMP.text.index(words))
    return Voice(name=voice, kind=kind, start=at, end=at + len(voice))


STORIES = "Stories are going round on social media that the keeper was paid."
LINK = "https://gazette.example.org/oil"
ITEMS = (
    item(1, ItemKind.TITLE, "Why did the lamp go out?"),
    item(2, ItemKind.AUTHOR, "Ada Quill"),
    item(3, ItemKind.DATE, "June 30, 2023"),
    item(4, ItemKind.BIO, "Ada Quill has written about harbours since 1990."),
    item(5, ItemKind.EXPLANATION, "the storm broke the lamp", chain=(ADA,)),
    item(6, ItemKind.ATTRIBUTION, "The glass was whole", chain=(ADA, OFFICE), polarity=Polarity.REPORTED),
    item(7, ItemKind.QUOTATION, STORIES, chain=(ADA, REED, inside(STORIES, "social media", VoiceKind.SOCIAL_MEDIA))),
    item(8, ItemKind.EXPLANATION, "the keeper was paid", chain=(ADA, REED), label="The keeper was paid"),
    item(9, ItemKind.EXPLANATION, "I do not think the keeper was paid", chain=(BO,), polarity=Polarity.DENIED),
    item(10, ItemKind.PARALLEL, "the dark light of 1901", chain=(ADA,)),
    item(11, ItemKind.PREDICTION, "The keeper will leave by autumn", chain=(ADA,)),
    item(12, ItemKind.ATTRIBUTION, "the oil was bad", chain=(SECOND, GAZETTE)),
    item(13, ItemKind.EVIDENCE, "Was the oil bad?", chain=(BO,), polarity=Polarity.QUESTIONED),
    item(14, ItemKind.LINK, LINK, url=LINK),
    item(15, ItemKind.COMMENT, PARTS[6][1] or "", role=Role.DISAGREES),
    item(16, ItemKind.COMMENT, PARTS[7][1] or "", role=Role.ADDS_SOURCE),
)


def draft(*items: Item, **values: Any) -> Draft:
    """Return a draft of LAMP."""
    return Draft(**{"origin": ORIGIN, "document": LAMP, "items": items or ITEMS, **values})


HOSTILE = (
    "a: b # c",
    "- [x]",
    "{a: 1}",
    "*anchor",
    "&x !!python/object:os.system",
    "%TAG",
    "@at",
    "`tick`",
    "no",
    "null",
    "~",
    "1e3",
    "0x1F",
    "2023-06-30",
    "…",
    "'",
    '"',
    "\\",
    "\x00",
    "\x1b[31mred",
    "\u202egnp.exe",
    "\u2028",
    "\x85",
    "\r\n",
    "\ttab",
    "---\n...",
    "[evidence:none]",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "w" * 1000,
    "ключ: значение",
    "👩‍👩‍👧",
)
"""Words that break YAML, Markdown, a terminal or a line."""

words = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60)).filter(lambda text: bool(text.strip()))
names = words.map(lambda text: text[:300])


@st.composite
def voices(draw: st.DrawFn) -> Voice:
    """Return any voice; few names, so that the same ones meet again."""
    name = draw(st.one_of(st.sampled_from(("Ann", "Ben", "The Post", "social media")), names))
    return Voice(name=name, kind=draw(st.sampled_from(VoiceKind)), of=draw(st.sampled_from(("", "The Post"))))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return any document with at least one block."""
    numbers = draw(st.lists(st.integers(1, 4), unique=True, max_size=3))
    kinds = st.sampled_from([kind for kind in BlockKind if kind != BlockKind.COMMENT or numbers])
    parts = []
    for kind in draw(st.lists(kinds, min_size=1, max_size=6)):
        comment = draw(st.sampled_from(numbers)) if kind == BlockKind.COMMENT else None
        parts.append((kind, draw(words), comment))
    dates = st.sampled_from(("", "2023-07-01", "1/2/03"))
    comments = [Comment(number=n, author=draw(st.one_of(st.just(""), names)), date=draw(dates)) for n in numbers]
    return document(parts, tuple(comments))


@st.composite
def items_in(draw: st.DrawFn, doc: Document, number: int) -> Item:
    """Return any item of a document that waits for a decision."""
    block = draw(st.sampled_from(doc.blocks))
    start = draw(st.integers(block.start, block.end - 1))
    end = draw(st.integers(start + 1, block.end))
    kind = draw(st.sampled_from(ItemKind))
    return Item(
        id=f"i{number}",
        kind=kind,
        block=block.id,
        start=start,
        end=end,
        text=doc.text[start:end],
        label=draw(words),
        polarity=draw(st.sampled_from(Polarity)),
        chain=tuple(draw(st.lists(voices(), max_size=4))),
        role=draw(st.sampled_from(Role)) if kind == ItemKind.COMMENT else None,
        url=draw(st.sampled_from((LINK, "https://ann.example.org/"))) if kind == ItemKind.LINK else None,
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Return any draft about which nobody has decided."""
    doc = draw(documents())
    count = draw(st.integers(0, 8))
    return Draft(origin=ORIGIN, document=doc, items=tuple(draw(items_in(doc, n)) for n in range(1, count + 1)))
