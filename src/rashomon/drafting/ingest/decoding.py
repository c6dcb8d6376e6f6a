"""Bytes to text: by their mark, what was said of them, what they say of themselves, else UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import re

from rashomon.drafting.failures import BadPage

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAID = re.compile(r"(?:charset|<\?xml[^>]{0,80}\bencoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 4096
# Names that web pages use for something wider, as browsers know them.
WIDER = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
NOT_TEXT = 0.02
"""The share of signs that no text holds, above which the bytes are taken for a picture or an archive."""


NO_TEXT = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"RIFF",
    b"{\\rtf",
)
"""How files begin that people take for text: PDF, pictures, archives, Word, RTF."""


def decode(data: bytes, *, name: str, content_type: str = "") -> str:
    """Return the text that bytes hold. Raises BadPage for bytes that are none."""
    if data.startswith(NO_TEXT):
        raise BadPage(f"{name} is not text. Give a web page, plain text, Markdown or a WordPress export.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    text = _decoded(data, content_type)
    strange = sum(text.count(sign) for sign in ("\x00", "�", "\x01", "\x02", "\x03"))
    if strange > max(8, len(text) * NOT_TEXT):
        raise BadPage(f"{name} is not text. Give a web page, plain text, Markdown or a WordPress export.")
    return text


def _decoded(data: bytes, content_type: str) -> str:
    said = SAID.search(content_type) or SAID.search(data[:HEAD].decode("ascii", errors="replace"))
    for encoding in (_known(said[1]) if said else None, "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return data.decode("windows-1252", errors="replace")


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(WIDER.get(name.lower(), name))
    except LookupError:
        return None
    # Python also knows encodings of bytes as bytes, which no page is in.
    return found.name if found._is_text_encoding else None
