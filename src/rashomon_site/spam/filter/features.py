"""What the filter sees of a comment: words, pairs of words, runs of letters and a few traits, as numbers.

Each feature is a number below SIZE, made by a hash that is the same on every machine. Words and pairs have the lower
half to themselves and runs of letters the upper half, so that the weight of a feature within its kind follows from
the numbers alone, and an example can be kept as nothing but a list of numbers.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon_site.spam.filter.normalising import looks_like, plain

BITS = 18
SIZE = 1 << BITS
HALF = SIZE >> 1
RUNS = (3, 4, 5)  # lengths of the runs of letters
LETTER = np.uint32(0x01000193)  # multiplies, as in the hash FNV-1
_TOKEN = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.]+|[\w@$]+(?:['’][\w]+)*|[^\w\s]{2,}|[^\w\s]")
_LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|tk|ly|gl|me|co|io|xyz|top|shop|online|site|club)\b"
)
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/?#:]+)")


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers of one comment, and which word of it each came from."""

    numbers: NDArray[np.uint32]  # sorted, each once
    words: list[str] = field(default_factory=list)
    found: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))  # every feature found …
    owners: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))  # … and the word it is of


def values(numbers: NDArray[np.uint32]) -> NDArray[np.float32]:
    """Return how much each feature counts: each kind together has the length 1, long text or short."""
    words = int(np.searchsorted(numbers, HALF))
    runs = len(numbers) - words
    counted = np.empty(len(numbers), np.float32)
    counted[:words] = 1 / max(words, 1) ** 0.5
    counted[words:] = 1 / max(runs, 1) ** 0.5
    return counted


def features(text: str, *, name: str = "", email: str = "", url: str = "") -> Features:
    """Return what the filter sees of a comment."""
    read = plain(text)
    tokens = [_token(token) for token in _TOKEN.findall(read.text)]
    traits = [*_traits(text, read.text, read.hidden, read.spaced), *_sender(name, email, url)]
    words = [*tokens, *traits]
    single = [_number(word) for word in words]
    pairs = [_number(f"{first} {second}") for first, second in pairwise(tokens)]
    runs, owners = _runs(tokens)
    found = np.concatenate([np.array(single + pairs, np.uint32), runs])
    owned = np.concatenate([np.arange(len(single)), np.arange(len(pairs)), owners]).astype(np.int32)
    return Features(np.unique(found), words, found, owned)


def _token(token: str) -> str:
    if token[0].isalnum() or "://" in token:
        if token.startswith(("http://", "https://", "www.")):
            host = _HOST.match(token)
            return f"link:{host.group(1) if host else ''}"
        return looks_like(token)
    return token[:3]


@lru_cache(maxsize=20_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace")) % HALF


def _runs(tokens: list[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the runs of letters over the whole text, words parted by one space, and the word each begins in."""
    line = f" {' '.join(tokens)} "
    letters = np.frombuffer(line.encode("utf-32-le", "replace"), np.uint32)
    word_of = np.minimum(np.cumsum(letters == ord(" ")) - 1, max(len(tokens) - 1, 0))
    numbers, owners = [], []
    for length in RUNS:
        count = len(letters) - length + 1
        if count < 1:
            continue
        hashed = np.full(count, length, np.uint32)
        for place in range(length):
            hashed = (hashed ^ letters[place : place + count]) * LETTER
        hashed ^= hashed >> np.uint32(15)
        numbers.append(hashed % np.uint32(HALF) + np.uint32(HALF))
        owners.append(word_of[:count])
    if not numbers:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.concatenate(numbers), np.concatenate(owners)


def _traits(text: str, read: str, hidden: int, spaced: int) -> list[str]:
    """Return what is striking about the text as a whole, in coarse steps."""
    links = len(_LINK.findall(read))
    letters = sum(map(str.isalpha, text[:4000]))
    capitals = sum(map(str.isupper, text[:4000])) / letters if letters else 0.0
    return [
        f"*links:{_step(links)}",
        f"*length:{len(text).bit_length()}",
        f"*capitals:{min(int(capitals * 10), 6)}",
        *(["*hidden-signs"] if hidden else []),
        *(["*spaced-letters"] if spaced else []),
        *(["*foreign-script"] if any(ord(sign) > 0x250 for sign in read[:200] if sign.isalpha()) else []),
    ]


def _step(count: int) -> str:
    return str(count) if count < 3 else "3-9" if count < 10 else "10+"


def _sender(name: str, email: str, url: str) -> list[str]:
    traits = [f"name:{word}" for word in re.findall(r"\w+", plain(name).text)[:8]]
    if email:
        traits.append(f"mail:{plain(email).text.rpartition('@')[2]}")
    if url:
        host = _HOST.match(plain(url).text)
        traits.append(f"link:{host.group(1) if host else ''}")
    return traits
