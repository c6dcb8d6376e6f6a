"""Reading a page by an endpoint whose answers a test writes."""

from __future__ import annotations

from typing import Any

from rashomon.drafting.document import Document
from rashomon.drafting.items import Finder
from rashomon.drafting.propose.endpoint.reader import EndpointReader
from rashomon.drafting.propose.found import Found, Reading
from rashomon.drafting.propose.rules.reader import RulesReader
from tests.library.drafting.drafts import LAMP
from tests.library.drafting.endpoint_server import (
    Answering,
    EndpointServer,
    Raw,
    answering,
    items,
)

RULED = RulesReader().read(LAMP).found
LAMP_PARTS = 3
"""Of LAMP: the article and two comments."""


def read(answers: Answering | Raw, doc: Document = LAMP, **options: Any) -> tuple[Reading, EndpointServer]:
    with answering(answers) as server:
        return EndpointReader(server.endpoint, **{"patience": 5.0, **options}).read(doc), server


def told(reading: Reading) -> list[Found]:
    return [one for one in reading.found if one.found_by == Finder.MODEL]


def words(reading: Reading, doc: Document = LAMP) -> list[str]:
    return [doc.text[one.start : one.end] for one in told(reading)]


def of(blocks: str, *pointers: dict[str, Any]) -> Answering:
    """Return what points to these where that block is asked about, and to nothing elsewhere."""
    return lambda asked: items(*pointers) if blocks in asked.blocks else items()
