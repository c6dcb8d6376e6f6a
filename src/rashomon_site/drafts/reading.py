"""Read an article that was added: fetch it if need be, cut it up, and keep what was found."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings

from rashomon.drafting.document import BlockKind
from rashomon.drafting.draft import Draft, draft_to_json
from rashomon.drafting.failures import DraftingFailure, ReaderFailure, Unfetched
from rashomon_site.drafts.models import Progress, ReadBy, StoredDraft

if TYPE_CHECKING:
    from rashomon.drafting.propose.found import Reader

logger = logging.getLogger("rashomon_site.drafts")
BROKEN = "The site failed while reading it; the reason stands in its log. Try again, or paste the text."


def read_article(pk: int) -> str:
    """Read one article that waits. Returns what came of it, for the log; failures are kept with the draft."""
    if not StoredDraft.objects.filter(pk=pk, state=Progress.WAITING).update(state=Progress.READING):
        return "nothing to read"
    stored = StoredDraft.objects.get(pk=pk)
    try:
        draft = _read(stored)
    except DraftingFailure as failure:
        return _failed(pk, str(failure))
    except Exception:
        logger.exception("The article %s could not be read", pk)
        return _failed(pk, BROKEN)
    return _keep(stored, draft)


def _read(stored: StoredDraft) -> Draft:
    data, url, content_type = _bytes(stored)
    # The parsers are heavy, so that only the process that reads articles loads them.
    from rashomon.drafting.ingest.reading import page_of
    from rashomon.drafting.pipeline import default_reader, draft_page

    page = page_of(data, name=stored.name, url=url, content_type=content_type)
    return draft_page(page, _reader(stored, default_reader()))


def _reader(stored: StoredDraft, rules: Reader) -> Reader:
    if stored.read_by == ReadBy.RULES:
        return rules
    if settings.DRAFT_ENDPOINT is None:
        raise ReaderFailure("This site has no language model to ask any more. Add the article again, for its rules.")
    from rashomon.drafting.propose.endpoint.reader import EndpointReader

    is_disguised = stored.read_by == ReadBy.DISGUISED
    return EndpointReader(settings.DRAFT_ENDPOINT, pseudonyms=is_disguised, rules=rules)


def _bytes(stored: StoredDraft) -> tuple[bytes, str, str]:
    if not stored.is_fetched:
        return bytes(stored.source or b""), stored.address, stored.content_type
    if not settings.DRAFT_FETCH:
        raise Unfetched("This site does not read addresses any more. Save the page, or paste the article.")
    from rashomon.drafting.ingest.fetching import fetch

    fetched = fetch(stored.address)
    return fetched.data, fetched.url, fetched.content_type


def _failed(pk: int, words: str) -> str:
    # Only what is being read, so that a second task cannot undo what a person has decided meanwhile.
    StoredDraft.objects.filter(pk=pk, state=Progress.READING).update(state=Progress.FAILED, failure=words)
    return words


def _keep(stored: StoredDraft, draft: Draft) -> str:
    StoredDraft.objects.filter(pk=stored.pk, state=Progress.READING).update(
        state=Progress.READY,
        text=draft_to_json(draft),
        title=_title(draft, stored.title),
        address=stored.address or draft.origin.url[:2000],
        waiting_items=len(draft.unconfirmed),
        source=None,
        failure="",
    )
    return f"{len(draft.items)} items"


def _title(draft: Draft, otherwise: str) -> str:
    titles = draft.document.of_kind(BlockKind.TITLE)
    words = " ".join(draft.document.text_of(titles[0]).split()) if titles else ""
    return words[:300] or otherwise
