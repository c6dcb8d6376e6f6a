"""Know a text again, whole or nearly so, without comparing it with every other one.

A text is folded to its words. Its runs of four words are hashed; the smallest few hashes are its marks. Two texts
that share most of their runs share most of those, so that one look-up by mark finds the texts worth comparing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from rashomon_site.accounts.names import look
from rashomon_site.comments.models import Comment
from rashomon_site.spam.local.links import links_in
from rashomon_site.spam.models import TextMark

SHORTEST = 20  # letters; what is shorter ("Thank you!") is rightly written by many
RUN = 4  # words
SMALLEST = 8  # marks of one text
MOST_HOSTS = 20
LONGEST = 20_000  # signs of a text that are looked at


def text_marks(text: str) -> tuple[int | None, frozenset[int]]:
    """Return the mark of the whole text, and the marks of its parts; none for a text too short to tell."""
    words = _words(text)
    if sum(map(len, words)) < SHORTEST:
        return None, frozenset()
    return _mark("text", " ".join(words)), frozenset(sorted(_runs(words))[:SMALLEST])


def likeness(one: str, other: str) -> float:
    """Return how much of their runs two texts share, from 0 to 1."""
    ours, theirs = _runs(_words(one)), _runs(_words(other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def host_mark(host: str) -> int:
    """Return the mark of a website."""
    return _mark("host", host)


def hosts_of(comment: Comment) -> list[str]:
    """Return the websites that a comment links to, each once."""
    return list(dict.fromkeys(link.host for link in links_in(comment.text[:LONGEST]) if link.host))[:MOST_HOSTS]


def write_marks(comment: Comment) -> None:
    """Write down how the comment is known again, instead of what was written before."""
    whole, parts = text_marks(comment.text)
    marks = {*([] if whole is None else [whole]), *parts, *map(host_mark, hosts_of(comment))}
    TextMark.objects.filter(comment=comment).delete()
    TextMark.objects.bulk_create(TextMark(comment=comment, mark=mark) for mark in sorted(marks))


def _runs(words: list[str]) -> set[int]:
    return (
        {_mark("run", " ".join(words[at : at + RUN])) for at in range(max(1, len(words) - RUN + 1))} if words else set()
    )


def _words(text: str) -> list[str]:
    """Return the words as they look, so that a disguise makes no other text of it."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    return [shape for word in plain.split() if (shape := look(word))]


def _mark(kind: str, text: str) -> int:
    """Return a number of 63 bits, which every database keeps."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8, key=kind.encode()).digest()) >> 1


def mark_many(comments: Iterable[Comment]) -> None:
    """Write down the marks of comments that came in another way than by the form."""
    for comment in comments:
        write_marks(comment)
