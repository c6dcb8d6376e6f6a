"""The site as others reach it: behind a proxy that speaks HTTPS, with gathered files whose names hold digests."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.site.running import OwnSite, own_site

pytestmark = pytest.mark.slow

PUBLIC = {
    "RASHOMON_MODE": "public",
    "RASHOMON_SECRET_KEY": "only-for-tests-" * 5 + "0123456789-abcdefghij",
    "RASHOMON_HOSTS": "127.0.0.1",
    "RASHOMON_PROXIES": "1",
    "DJANGO_SETTINGS_MODULE": "rashomon_site.settings",
}
PAGES = ("/", "/method/", "/search/", "/predictions/", "/accounts/login/", "/no-such-page/", "/api/")
CHECK = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage", "check", "--deploy", "--fail-level", "INFO"])
"""


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: Any) -> None:
        """Stay where the server answers."""


def asked(address: str, **lines: str) -> tuple[int, bytes, Message]:
    """Ask as the proxy does; `lines` are those of the request, with _ for -."""
    given = {"X-Forwarded-Proto": "https"} | {name.replace("_", "-"): value for name, value in lines.items()}
    try:
        answer = urllib.request.build_opener(Stay).open(urllib.request.Request(address, headers=given), timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read(), answer.headers


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    with own_site(tmp_path_factory.mktemp("public"), PUBLIC) as site:
        site.run("site", "prepare")
        yield site


@pytest.fixture(scope="module")
def address(site: OwnSite) -> str:
    return site.serve()


def test_django_finds_nothing_to_warn_of(site: OwnSite) -> None:
    assert site.run(program=CHECK).returncode == 0


def test_every_file_that_a_page_names_is_there_for_good(address: str) -> None:
    waiting, seen = [], set()
    for page in PAGES:
        _, body, _ = asked(address + page)
        waiting += [urljoin(address, path) for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', body.decode())]
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        status, body, lines = asked(file)
        assert (status, "immutable" in (lines["Cache-Control"] or "")) == (200, True), file
        if file.endswith(".css"):
            inside = re.findall(r"url\([\"']?([^\"')]+)", body.decode())
            waiting += [urljoin(file, path) for path in inside if not path.startswith("data:")]
    assert any(file.endswith(".woff2") for file in seen)


def test_what_is_not_encrypted_is_sent_on_and_machines_are_not(address: str) -> None:
    status, _, lines = asked(address + "/cases/", X_Forwarded_Proto="http")
    assert (status, lines["Location"]) == (301, address.replace("http:", "https:") + "/cases/")
    for path in ("/healthz", "/readyz"):
        assert asked(address + path, X_Forwarded_Proto="http")[0] == 200


@pytest.mark.parametrize(
    "line", ["X_Forwarded_Host", "Forwarded", "X_Original_URL", "X_Rewrite_URL", "X_Forwarded_Port"]
)
def test_a_strangers_lines_change_no_page(address: str, line: str) -> None:
    plain, odd = asked(address + "/method/"), asked(address + "/method/", **{line: "evil.example"})
    assert plain[:2] == odd[:2]


def test_a_strangers_host_is_refused(address: str) -> None:
    status, body, _ = asked(address + "/", Host="evil.example")
    assert status == 400
    assert b"evil" not in body
