"""How to cite a revision: in words, as BibTeX and as CSL JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from rashomon.explain.words import day, listed
from rashomon_site.cases.models import CaseRevision
from rashomon_site.syndication.addresses import revision_address

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader needs to find a revision again."""

    key: str
    title: str
    authors: tuple[str, ...]
    publication: str
    revision: int
    published: date
    url: str
    language: str

    @property
    def in_words(self) -> str:
        """The citation as a sentence."""
        by = f"{listed(self.authors)}, " if self.authors else ""
        return f"{by}“{self.title}”, {self.publication}, revision {self.revision}, {day(self.published)}, {self.url}"


def citation_of(revision: CaseRevision) -> Citation:
    """Return the citation of a sound revision. Names, title and language are those of its own document."""
    document = revision.document or {}
    case = revision.case
    return Citation(
        key=f"{case.slug}-r{revision.number}",
        title=_line(document.get("title") or document.get("question") or case.title),
        authors=tuple(_line(author["name"]) for author in document.get("authors", [])),
        publication=_line(settings.SITE_NAME),
        revision=revision.number,
        published=_shown_on(revision),
        url=revision_address(case, revision.number),
        language=document.get("language", "en"),
    )


def _shown_on(revision: CaseRevision) -> date:
    """Return when readers first saw it; for a draft, when it was saved."""
    shown = revision.publications.shown().order_by("published_at").first()
    return (shown.published_at if shown and shown.published_at else revision.created_at).date()


def _line(text: str) -> str:
    """Return text as one line, without control characters or marks that turn the direction of writing."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    kept = re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]", "", kept)
    return " ".join(kept.split())


def bibtex(citation: Citation) -> str:
    """Return a BibTeX entry in UTF-8. Names stand in braces: whether one is of a person cannot be known."""
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in citation.authors),
        "title": f"{{{_escaped(citation.title)}}}",
        "howpublished": _escaped(citation.publication),
        "version": f"revision {citation.revision}",
        "note": f"Revision {citation.revision}",
        "year": str(citation.published.year),
        "month": str(citation.published.month),
        "date": citation.published.isoformat(),
        "url": citation.url,
        "language": citation.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)


def csl_json(citation: Citation) -> str:
    """Return CSL JSON, as reference managers read it."""
    on = citation.published
    entry = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.publication,
        "version": f"revision {citation.revision}",
        "issued": {"date-parts": [[on.year, on.month, on.day]]},
        "URL": citation.url,
        "language": citation.language,
    }
    return json.dumps([{key: value for key, value in entry.items() if value}], ensure_ascii=False, indent=2) + "\n"
