"""A very short article with a comment, for the tests of the scorer."""

from __future__ import annotations

from rashomon.drafting.document import Block, BlockKind, Comment, Document

BODY = (
    "The mast fell because the bolts had rusted. “We saw it sway,” said Ann Teal, the mayor. It will be raised again."
)
REMARK = "Rust? The wind did it."
TEXT = f"{BODY}\n\n{REMARK}"
DOCUMENT = Document(
    text=TEXT,
    blocks=(
        Block(id="b1", kind=BlockKind.PARAGRAPH, start=0, end=len(BODY)),
        Block(id="b2", kind=BlockKind.COMMENT, start=len(BODY) + 2, end=len(TEXT), comment=1),
    ),
    comments=(Comment(number=1),),
)
