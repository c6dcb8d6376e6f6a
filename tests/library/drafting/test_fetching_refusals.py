"""Addresses that are refused before any connection, in every way of writing them, and after redirects too."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from rashomon.drafting.failures import Unfetched
from rashomon.drafting.ingest.fetching import fetch
from rashomon.drafting.ingest.public_addresses import is_public
from tests.library.drafting.web_server import WebServer


def test_a_redirect_to_a_private_address_is_refused(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public, by name and port; what it sends to does not."""
    real = socket.getaddrinfo
    opened: list[str] = []

    def connect(address: tuple[str, int], **options: Any) -> socket.socket:
        opened.append(address[0])
        line = socket.socket()
        line.connect(("127.0.0.1", server.server_port))
        return line

    def look_up(host: str, *rest: Any, **options: Any) -> Any:
        return real("93.184.216.34" if host == "public.example" else host, *rest, **options)

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for place in (
        "http://localhost/secret",
        "http://169.254.169.254/secret",
        "http://[::1]/secret",
        "http://10.0.0.1/",
    ):
        server.status("/old", 302, Location=place)
        with pytest.raises(Unfetched, match="private network"):
            fetch("http://public.example/old")
    assert set(server.asked) == {"/old"}
    assert set(opened) == {"93.184.216.34"}
    assert {sent["Host"] for sent in server.headers} == {"public.example"}


REFUSED = (
    "http://localhost/",
    "http://LOCALHOST./",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127。0。0。1/",  # a name may hold such signs, and they are read as dots
    "http://①②⑦.0.0.1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://10.0.0.8/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://192.0.0.170/",
    "http://198.18.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a00:1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a00:1::]/",
    "http://[2001:db8::1]/",
)


@pytest.mark.parametrize("url", REFUSED)
def test_private_addresses_are_refused_in_every_way_of_writing(connections: list[Any], url: str) -> None:
    with pytest.raises(Unfetched, match=r"private network|No such host|no web address"):
        fetch(url)
    with pytest.raises(Unfetched):
        fetch(url.replace("http:", "https:"))
    assert connections == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no web address"),
        ("   ", "no web address"),
        ("example.org", "no web address"),
        ("/etc/passwd", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("ftp://example.org/", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("http://", "no web address"),
        ("http:///path", "no web address"),
        ("http://[::1", "no web address"),
        ("http://example.org:port/", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("http://me@example.org/", "user name"),
        ("http://me:secret@example.org/", "user name"),
        ("http://:@example.org/", "user name"),
        ("http://example.org@127.0.0.1/", "user name"),
        ("http://example.org:22/", "usual port"),
        ("http://example.org:443/", "usual port"),
        ("https://example.org:80/", "usual port"),
        ("http://example.org:0/", "usual port"),
        ("http://exam ple.org/", "blank"),
        ("http://example.org/a b", "blank"),
        ("http://example.org/\r\nX: y", "blank"),
        ("http://exam\tple.org/", "blank"),
        ("http://example.org\x00/", "blank"),
        ("http://example.org/\x7f", "blank"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(connections: list[Any], url: str, words: str) -> None:
    with pytest.raises(Unfetched, match=words) as refused:
        fetch(url)
    assert "secret" not in str(refused.value)
    assert connections == []


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "8.8.8.8%eth0", "example.org", ""])
def test_tunnels_zones_and_names_are_no_public_addresses(address: str) -> None:
    assert not is_public(address)


def test_a_name_is_looked_up_once_and_the_checked_address_is_asked(
    server: WebServer, connections: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers differently the second time gains nothing."""
    answers = [("93.184.216.34", 80), ("127.0.0.1", server.server_port)]
    asked: list[str] = []

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", answers[len(asked) - 1])]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(Unfetched, match="could not be read"):
        fetch("http://rebinding.example/")
    assert asked == ["rebinding.example"]
    assert connections == [("93.184.216.34", 80)]
    assert server.asked == []


def test_one_private_address_among_public_ones_refuses_the_name(
    connections: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Unfetched, match=r"private network \(10\.0\.0\.1\)"):
        fetch("http://both.example/")
    assert connections == []


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example", "a..b", "-", "%00", "xn--"])
def test_a_host_that_does_not_exist_is_told(connections: list[Any], host: str) -> None:
    with pytest.raises(Unfetched):
        fetch(f"http://{host}/")
    assert connections == []
