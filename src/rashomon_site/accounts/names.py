"""When two names look the same to a reader, so that nobody can sign with another's."""

from __future__ import annotations

import unicodedata

# Letters of other scripts, and digits, that are drawn as a Latin letter. Pairs: what is drawn, and as what.
_CYRILLIC = "аa бb вb гr дd еe ёe зe иu йu кk лn мm нh оo пn рp сc тt уy хx ьb ѕs іi їi јj ԁd ԛq ԝw һh ӏl ґr ҽe"
_GREEK = "αa βb γy εe ζz ηn ιi κk μu νv οo ρp ςc σo τt υu χx ωw ϲc ϳj"
_OTHERS = "օo սu հh ոn ցg յj զq ѵv ɑa ɡg ıi ʟl ƅb ꞅr ꮪs ᴄc ᴏo ᴠv ᴡw ᴢz øo łl đd ħh ŧt"
_DIGITS = "0o 1l il |l 5s 8b"
_DRAWN_AS = {ord(pair[0]): pair[1] for pair in f"{_CYRILLIC} {_GREEK} {_OTHERS} {_DIGITS}".split()}
_TOGETHER = (("rn", "m"), ("vv", "w"))


def look(name: str) -> str:
    """Return what is left of a name when look-alikes are made one: two equal looks are one name to a reader."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    drawn = _without_latin_marks(plain).translate(_DRAWN_AS).translate(_DRAWN_AS)
    kept = "".join(letter for letter in drawn if letter.isalnum() or unicodedata.category(letter).startswith("M"))
    for pair, single in _TOGETHER:
        kept = kept.replace(pair, single)
    return unicodedata.normalize("NFKC", kept)


def _without_latin_marks(text: str) -> str:
    """Drop accents over letters that have a Latin look; in other scripts a mark can be a letter of its own."""
    kept: list[str] = []
    for letter in text:
        base = kept[-1] if kept else ""
        if unicodedata.category(letter) == "Mn" and (base.isascii() or ord(base[-1:] or " ") in _DRAWN_AS):
            continue
        kept.append(letter)
    return "".join(kept)


def is_readable(name: str) -> bool:
    """Whether a name has a letter, and nothing that is not drawn or turns the line round."""
    return any(letter.isalpha() for letter in name) and all(letter.isprintable() for letter in name)
