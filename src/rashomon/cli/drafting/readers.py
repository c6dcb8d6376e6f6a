"""The reader that the person asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.streams import write_error
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.drafting.propose.found import Reader

READERS = ("auto", "rules", "model", "endpoint")


def reader_named(name: str, *, pseudonyms: bool = False) -> Reader:
    """Return a reader by its name. Raises UsageError, and ReaderFailure for one that cannot work."""
    from rashomon.drafting import pipeline

    if pseudonyms and name != "endpoint":
        raise UsageError("--pseudonyms is for --reader endpoint: the other readers send nothing anywhere")
    if name == "endpoint":
        return _endpoint(pseudonyms)
    return {"auto": pipeline.default_reader, "rules": pipeline.rules_reader, "model": pipeline.model_reader}[name]()


def _endpoint(pseudonyms: bool) -> Reader:
    from rashomon.drafting.pipeline import default_reader
    from rashomon.drafting.propose.endpoint.configuration import endpoint
    from rashomon.drafting.propose.endpoint.reader import EndpointReader

    return EndpointReader(endpoint(), tell=_Teller(), pseudonyms=pseudonyms, rules=default_reader())


class _Teller:
    """Says to whom text goes before it does, once for each host."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def __call__(self, host: str) -> None:
        if host not in self._told:
            self._told.add(host)
            write_error(f"The text is sent to {host}.")
