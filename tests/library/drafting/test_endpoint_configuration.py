"""The three variables of an endpoint: what is wrong is named, and the key is printed nowhere."""

from __future__ import annotations

import pytest

from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose.endpoint.configuration import endpoint
from tests.library.drafting.endpoint_server import (
    KEY,
)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "RASHOMON_DRAFT_ENDPOINT is not set"),
        ({"ENDPOINT": " ", "MODEL": "m"}, "RASHOMON_DRAFT_ENDPOINT is not set"),
        ({"ENDPOINT": "https://example.org/v1"}, "RASHOMON_DRAFT_MODEL is not set"),
        ({"ENDPOINT": "http://example.org/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "http://10.0.0.1/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "http://localhost.example.org/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "http://0x7f.1/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "ftp://localhost/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "file:///etc/passwd", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "example.org/v1", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "https://", "MODEL": "m"}, "https://"),
        ({"ENDPOINT": "https://[::1", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org:port/v1", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org:99999/v1", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org/v 1", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org/v1\r\nX: y", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org/v1?a=b", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://example.org/v1#a", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": "https://éxample.org/v1", "MODEL": "m"}, "no web address"),
        ({"ENDPOINT": f"https://me:{KEY}@example.org/v1", "MODEL": "m"}, "user name"),
        ({"ENDPOINT": "https://@example.org/v1", "MODEL": "m"}, "user name"),
        ({"ENDPOINT": "https://example.org/v1", "MODEL": "m", "KEY": f"{KEY}\r\nX: y"}, "RASHOMON_DRAFT_KEY"),
        ({"ENDPOINT": "https://example.org/v1", "MODEL": "m", "KEY": f"{KEY} x"}, "RASHOMON_DRAFT_KEY"),
        ({"ENDPOINT": "https://example.org/v1", "MODEL": "m", "KEY": f"{KEY}é"}, "RASHOMON_DRAFT_KEY"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_asked(values: dict[str, str], words: str) -> None:
    with pytest.raises(ReaderFailure, match=words) as failed:
        endpoint({f"RASHOMON_DRAFT_{name}": value for name, value in values.items()})
    assert KEY not in str(failed.value)


@pytest.mark.parametrize(
    ("url", "host", "is_here"),
    [
        ("https://example.org/v1/", "example.org", False),
        ("https://example.org:8443/v1", "example.org:8443", False),
        ("http://localhost:11434/v1", "localhost:11434", True),
        ("http://127.0.0.1:1/v1", "127.0.0.1:1", True),
        ("http://[::1]:1/v1", "[::1]:1", True),
    ],
)
def test_a_right_setting_is_taken(url: str, host: str, is_here: bool) -> None:
    found = endpoint({"RASHOMON_DRAFT_ENDPOINT": url, "RASHOMON_DRAFT_MODEL": " m ", "RASHOMON_DRAFT_KEY": f" {KEY}\n"})
    assert (found.url, found.model, found.key) == (url.rstrip("/"), "m", KEY)
    assert (found.host, found.is_here) == (host, is_here)
    assert KEY not in repr(found)
