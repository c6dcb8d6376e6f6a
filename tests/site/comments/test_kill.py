"""A server that is killed over and over while readers post: every comment that was answered is there, once.

`POSTS=10000` posts as many as the benchmark does; the usual run keeps it short.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from rashomon_site.spam.local.timing import FASTEST
from tests.site.running import OwnSite, end, free_port, own_site, wait_until_ready

pytestmark = pytest.mark.slow

POSTS = int(os.environ.get("POSTS", "400"))
CLIENTS = 8
THREAD = "/cases/web-outage/comments/"
SET_UP = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rashomon_site.settings'; import django; django.setup()\n"

NO_RULES = (
    SET_UP
    + """
from rashomon_site.moderation.rules.defaults import default_rules
for rule in default_rules():
    rule.is_on = False
    rule.save()
"""
)

REVIEW = (
    SET_UP
    + """
import json
from rashomon_site.comments.models import Comment, Discussion
rows = Comment.objects.filter(case__slug="web-outage", name__startswith="Client")
numbers = Comment.objects.filter(case__slug="web-outage").numbered().values_list("number", flat=True)
discussion = Discussion.objects.get(case__slug="web-outage")
print(json.dumps({"texts": [row.text for row in rows], "numbers": list(numbers), "last": discussion.last_number,
                  "unnumbered": rows.filter(number=None).count(), "shown": discussion.published_count,
                  "without history": rows.filter(events=None).count()}))
"""
)


class Server:
    """A server on one port that is killed and started again."""

    def __init__(self, site: OwnSite) -> None:
        self.site = site
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        where = {"RASHOMON_URL": self.address, "RASHOMON_PROXIES": "1"}
        self.process = self.site.start("serve", "--port", str(self.port), output=None, **where)
        wait_until_ready(self.address, self.process)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        end(self.process, signal=signal.SIGKILL)


def reader(server: Server, name: int, texts: list[str], stamp: str, promised: set[str]) -> None:
    """Post each text until the server has answered with success, as a patient reader would click again."""
    for number, text in enumerate(texts):
        form = urlencode({"name": f"Client {'ABCDEFGH'[name]}", "text": text, "kind": "comment", "stamp": stamp})
        # Another address for each, so that the limits for one place do not end the test.
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.{name}.{number // 250}.{number % 250}",
            "X-Forwarded-Proto": "http",
        }
        while not posted(server, form, headers):
            time.sleep(0.05)
        promised.add(text)


def posted(server: Server, form: str, headers: dict[str, str]) -> bool:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    try:
        connection.request("POST", THREAD, form, headers)
        answer = connection.getresponse()
        words = answer.read().decode()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    assert answer.status in (303, 500, 503), (answer.status, words[:2000])
    return answer.status == 303


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    with own_site(tmp_path) as made:
        made.run("site", "demo", "--no-serve")
        made.run(program=NO_RULES)
        yield made


def test_kill_9_loses_no_comment_and_no_number(site: OwnSite) -> None:
    server = Server(site)
    stamp = read_stamp(server.address)
    time.sleep(FASTEST.total_seconds() + 1)  # what comes faster than anybody writes is held, and has no number
    texts = [
        [f"Client {name}, remark {number}: {words(name, number)}" for number in range(POSTS // CLIENTS)]
        for name in range(8)
    ]
    promised: set[str] = set()
    readers = [
        threading.Thread(target=reader, args=(server, name, texts[name], stamp, promised)) for name in range(CLIENTS)
    ]
    for one in readers:
        one.start()
    generator, kills = random.Random(11), 0
    while any(one.is_alive() for one in readers):
        time.sleep(generator.uniform(0.5, 3.0))
        server.kill()
        server.start()
        kills += 1
    for one in readers:
        one.join()
    found = json.loads(site.run(program=REVIEW).stdout)
    assert kills >= 2
    assert len(promised) == POSTS // CLIENTS * CLIENTS
    assert sorted(found["texts"]) == sorted(promised)
    assert found["numbers"] == list(range(1, found["last"] + 1))
    assert (found["unnumbered"], found["without history"]) == (0, 0)
    assert found["shown"] <= found["last"]


def test_many_clicks_at_once_are_one_comment(site: OwnSite) -> None:
    server = Server(site)
    stamp, promised = read_stamp(server.address), set[str]()
    time.sleep(FASTEST.total_seconds() + 1)
    clicks = [
        threading.Thread(target=reader, args=(server, 0, ["A remark sent eight times"], stamp, promised))
        for _ in range(CLIENTS)
    ]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    found = json.loads(site.run(program=REVIEW).stdout)
    assert found["texts"] == ["A remark sent eight times"]
    assert found["numbers"] == list(range(1, found["last"] + 1))


def read_stamp(address: str) -> str:
    """Return the stamp of a form, as a browser would send it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", THREAD + "write/")
    found = re.search(r'name="stamp" value="([^"]+)"', connection.getresponse().read().decode())
    connection.close()
    assert found
    return found[1]


def words(name: int, number: int) -> str:
    """Return words that differ from those of every other remark, so that none is taken for a repeat."""
    generator = random.Random(name * 100_000 + number)
    return " ".join("".join(generator.choices("abcdefghiklmnoprstuvw", k=7)) for _ in range(8))
