"""Take one case file from a browser: small enough, of a known kind, and readable text."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from rashomon.casefile.limits import MOST_BYTES

ENDINGS = (".yaml", ".yml", ".json")


class Refused(Exception):
    """The file is not taken; the message says what to do instead."""


def uploaded_text(request: HttpRequest) -> str:
    """Return the text of the one file in the request; raises Refused."""
    files = request.FILES.getlist("file")
    if not files:
        raise Refused("Choose a file first: a case file in YAML or JSON.")
    if len(files) > 1:
        raise Refused("Choose one file at a time.")
    return _text(files[0])


def _text(file: UploadedFile[bytes]) -> str:
    name = file.name or "The file"
    if not name.lower().endswith(ENDINGS):
        raise Refused(f"“{name}” does not end in .yaml, .yml or .json. Choose a case file, or paste its text.")
    if (file.size or 0) > MOST_BYTES:
        raise Refused(f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB, the most that a case file may have.")
    return _decoded(file.read(), name)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(f"“{name}” is saved as UTF-16. Save it as UTF-8 and choose it again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"“{name}” is not UTF-8: line {line} holds a byte that stands for nothing. "
            "Save it as UTF-8 (it may be Windows-1252 now) and choose it again."
        ) from None
    if "\x00" in text:
        raise Refused(f"“{name}” holds zero bytes, so it is no text file.")
    return unix_lines(text)


def unix_lines(text: str) -> str:
    """Return the text with the line ends that files have; forms send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
