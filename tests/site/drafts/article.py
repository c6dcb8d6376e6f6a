"""A small article with a draft of it, made by hand, so that these tests do not depend on what the rules find."""

from __future__ import annotations

from hashlib import sha256

from rashomon.drafting.document import Block, BlockKind, Comment, Document, Link
from rashomon.drafting.draft import Draft, Origin, draft_to_json
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, Voice, VoiceKind
from rashomon_site.accounts.models import User
from rashomon_site.drafts.models import Progress, StoredDraft

PARTS: tuple[tuple[BlockKind, str, int | None], ...] = (
    (BlockKind.TITLE, "Why did the Nine Elms ferry stop?", None),
    (BlockKind.BYLINE, "By Ada Marsh", None),
    (BlockKind.PARAGRAPH, "The ferry stopped because the pier was unsafe. Nobody had inspected it since May.", None),
    (
        BlockKind.PARAGRAPH,
        "“We ran out of money,” said Tom Reed of the River Post. The tide was 🌊 high that day.",
        None,
    ),
    (BlockKind.COMMENT, "It was the insurer <script>alert(1)</script> who stopped it.", 1),
    (BlockKind.COMMENT, "See the harbour’s report.", 2),
)
REPORT = "https://harbour.example.org/report?a=1&b=2"


def article(extra: int = 0) -> Draft:
    """Return a draft with nine items; `extra` adds paragraphs, each with a piece of evidence."""
    parts = [*PARTS[:4], *[(BlockKind.PARAGRAPH, f"Fact number {n} is known.", None) for n in range(extra)], *PARTS[4:]]
    blocks, text = [], ""
    for number, (kind, words, comment) in enumerate(parts, 1):
        start = len(text)
        links = (Link(start=start + 4, end=start + 24, url=REPORT),) if comment == 2 else ()
        blocks.append(
            Block(id=f"b{number}", kind=kind, start=start, end=start + len(words), comment=comment, links=links)
        )
        text += words + "\n\n"
    comments = (Comment(number=1, author="Jo <b>Low</b>"), Comment(number=2, author="Kim", parent=1))
    document = Document(text=text.rstrip(), blocks=tuple(blocks), comments=comments)
    author = Voice(name="Ada Marsh", kind=VoiceKind.AUTHOR)
    tom = Voice(name="Tom Reed", kind=VoiceKind.PERSON, of="River Post")
    jo = Voice(name="Jo <b>Low</b>", kind=VoiceKind.COMMENTER)
    kim = Voice(name="Kim", kind=VoiceKind.COMMENTER)
    items = [
        _item(document, 1, ItemKind.TITLE, PARTS[0][1]),
        _item(document, 2, ItemKind.AUTHOR, "Ada Marsh"),
        _item(document, 3, ItemKind.EXPLANATION, "the pier was unsafe", chain=(author,), cue="because"),
        _item(
            document,
            4,
            ItemKind.QUOTATION,
            "“We ran out of money,”",
            chain=(author, tom),
            polarity=Polarity.REPORTED,
        ),
        _item(document, 5, ItemKind.EXPLANATION, "We ran out of money", chain=(author, tom), same_as=("i3",)),
        _item(document, 6, ItemKind.EXPLANATION, PARTS[4][1], chain=(jo,)),
        _item(document, 7, ItemKind.COMMENT, PARTS[4][1], role=Role.PROPOSES, chain=(jo,)),
        _item(document, 8, ItemKind.COMMENT, PARTS[5][1], role=Role.ADDS_SOURCE, chain=(kim,)),
        _item(document, 9, ItemKind.LINK, "the harbour’s report", url=REPORT, chain=(kim,)),
    ]
    items += [_item(document, 10 + n, ItemKind.EVIDENCE, f"Fact number {n} is known.") for n in range(extra)]
    origin = Origin(name="ferry.html", format="html", sha256=sha256(b"ferry").hexdigest(), size=5)
    return Draft(origin=origin, document=document, items=tuple(items), warnings=("The page hides two paragraphs.",))


def _item(document: Document, number: int, kind: ItemKind, words: str, **more: object) -> Item:
    start = document.text.index(words)
    block = next(block for block in document.blocks if block.start <= start < block.end)
    values = {"label": words.strip("“”,."), **more}
    return Item(id=f"i{number}", kind=kind, block=block.id, start=start, end=start + len(words), text=words, **values)  # type: ignore[arg-type]  # fields by name


def stored(owner: User, draft: Draft | None = None) -> StoredDraft:
    """Keep a draft as the task does after reading."""
    draft = draft or article()
    return StoredDraft.objects.create(
        owner=owner,
        title="Why did the Nine Elms ferry stop?",
        name="ferry.html",
        state=Progress.READY,
        text=draft_to_json(draft),
        waiting_items=len(draft.unconfirmed),
    )
