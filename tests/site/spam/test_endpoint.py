"""Other blogs ask this site's filter by Akismet's protocol."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import caches
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry
from rashomon_site.spam.endpoint import usage
from rashomon_site.spam.endpoint.keys import is_own_site, issue_key, revoke_key
from rashomon_site.spam.filter.features import features
from rashomon_site.spam.filter.learning import Lesson, learn
from rashomon_site.spam.filter.model import pack_numbers
from rashomon_site.spam.models import FilterExample, KeyUsage, SiteKey

pytestmark = pytest.mark.django_db
BLOG = "https://blog.example.org/"
COMMENT = {"blog": BLOG, "user_ip": "192.0.2.9", "comment_content": "A good piece.", "comment_author": "Bo"}


@pytest.fixture(autouse=True)
def endpoint_on(settings: Any) -> None:
    settings.FILTER_ENDPOINT = True
    caches["counts"].clear()


@pytest.fixture
def key(administrator: User) -> str:
    return issue_key(administrator, BLOG)[1]


def ask(what: str, key: str = "", **fields: str) -> Any:
    client = Client(enforce_csrf_checks=True)
    sent = {**COMMENT, **({"api_key": key} if key else {}), **fields}
    return urlencoded(client, f"/1.1/{what}", urlencode(sent))


def test_it_is_not_there_while_it_is_off(settings: Any, key: str) -> None:
    settings.FILTER_ENDPOINT = False
    for path in ("1.1/verify-key", "1.1/comment-check", "1.1/submit-spam", "1.1/submit-ham", "1.2/usage-limit"):
        assert Client().post(f"/{path}", {**COMMENT, "api_key": key}).status_code == 404


def urlencoded(client: Client, path: str, body: str, **more: Any) -> Any:
    return client.post(path, body, content_type="application/x-www-form-urlencoded", **more)


def test_the_key_in_body_query_or_host(key: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".filter.example.org", "testserver"]
    body = f"blog={BLOG}&user_ip=192.0.2.1"
    assert urlencoded(Client(), "/1.1/verify-key", f"{body}&key={key}").content == b"valid"
    assert urlencoded(Client(), "/1.1/verify-key", f"{body}&api_key={key}").content == b"valid"
    assert urlencoded(Client(), f"/1.1/comment-check?api_key={key}", body).content == b"false"
    host = f"{key}.filter.example.org"
    assert urlencoded(Client(), "/1.1/comment-check", body, headers={"host": host}).content == b"false"
    assert urlencoded(Client(), "/1.1/comment-check", body).content == b"invalid"


@pytest.mark.parametrize("spelling", ["comment_context", "comment_context[]", "comment_context[0]"])
def test_context_in_its_three_spellings(spelling: str, rf: Any) -> None:
    from rashomon_site.spam.endpoint.asked import read

    request = rf.post("/1.1/comment-check", f"{spelling}=ships", content_type="application/x-www-form-urlencoded")
    assert read(request).context == ("ships",)


def test_an_answer_sets_no_cookie_and_needs_no_token(key: str) -> None:
    answer = ask("comment-check", key, anything="else")
    assert (answer.status_code, answer.content) == (200, b"false")
    assert answer["X-akismet-guid"]
    assert "not learnt enough" in answer["X-rashomon-note"]
    assert not answer.cookies
    assert "X-akismet-debug-help" not in answer


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"comment_author": "viagra-test-123"}, b"true"),
        ({"comment_author_email": "akismet-guaranteed-spam@example.com"}, b"true"),
        ({"user_role": "administrator", "comment_author": "viagra-test-123"}, b"false"),
        ({"honeypot_field_name": "hp", "hp": "robot"}, b"true"),
        ({"user_ip": ""}, b"Missing required field: user_ip."),
        ({"blog": ""}, b"Missing required field: blog."),
        ({"blog": "https://other.example.org/"}, b"invalid"),
        ({"api_key": "0" * 32}, b"invalid"),
    ],
)
def test_answers(fields: dict[str, str], text: bytes, key: str) -> None:
    answer = ask("comment-check", key, **fields)
    assert answer.content == text
    if text not in (b"true", b"false"):
        assert answer["X-akismet-debug-help"]


def test_only_the_keys_own_site_teaches(key: str) -> None:
    assert ask("submit-spam", key, blog="https://other.example.org/").content == b"invalid"
    assert ask("submit-spam", key, is_test="1").content.startswith(b"Thanks")
    assert not FilterExample.objects.exists()
    assert ask("submit-spam", key).content == b"Thanks for making the web a better place."
    assert ask("submit-spam", key).content == b"Thanks for making the web a better place."
    assert FilterExample.objects.get().is_spam
    assert ask("submit-ham", key).content == b"Thanks for making the web a better place."
    assert not FilterExample.objects.get().is_spam
    row = FilterExample.objects.get()
    assert "good piece" not in row.source
    assert b"good piece" not in bytes(row.features)


def test_a_filter_that_has_learnt_answers(key: str) -> None:
    lessons = []
    for number in range(340):
        spam, ham = f"Cheap pills casino winner {number} click now", f"The report of the harbour on page {number}"
        for words, is_spam in ((spam, True), (ham, False)):
            packed = pack_numbers(features(words).numbers)
            lessons.append(Lesson(f"blog/{is_spam}{number}", is_spam, packed, "blog.example.org", weight=0.5))
    learn(lessons)
    said = ask("comment-check", key, comment_content="Cheap pills casino winner click now", comment_author="X")
    assert said.content == b"true", dict(said.headers)
    assert ask("comment-check", key, comment_content="The report of the harbour is on page 9").content == b"false"
    assert KeyUsage.objects.get().spam == 1


def test_usage(key: str) -> None:
    ask("comment-check", key)
    ask("comment-check", key, comment_author="viagra-test-123")
    ask("submit-ham", key)
    client = Client()
    limit = client.get("/1.2/usage-limit", {"api_key": key})
    assert limit.json() == {"limit": "none", "usage": 2, "percentage": "0.00", "throttled": False}
    month = usage.this_month()
    sites = client.get("/1.2/key-sites", {"api_key": key}).json()
    row = {"site": "blog.example.org", "api_calls": 2, "spam": 1, "ham": 1, "missed_spam": 0, "false_positives": 1}
    assert sites == {month: [{**row, "is_revoked": False}], "limit": 500, "offset": 0, "total": 1}
    text = client.get("/1.2/key-sites", {"api_key": key, "format": "csv"}).content.decode().splitlines()
    assert text[1:] == ["Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked",
                        "blog.example.org,2,1,1,0,1,false"]  # fmt: skip
    assert client.get("/1.2/key-sites", {"api_key": key, "filter": "nowhere"}).json()[month] == []
    assert client.get("/1.2/key-sites", {"api_key": key, "month": "2020-01"}).json()["2020-01"] == []
    assert client.get("/1.2/key-sites", {"api_key": "x"}).content == b"invalid"


def test_too_fast_and_too_long(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("comment-check", key, comment_content="x" * 300_000).status_code == 413
    monkeypatch.setattr(usage, "MOST_WRONG_A_MINUTE", 2)
    answers = [ask("comment-check", "f" * 32).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert usage.is_too_fast("key-1", 1) is False
    assert usage.is_too_fast("key-1", 1) is True


def test_other_character_sets(key: str, rf: Any) -> None:
    from rashomon_site.spam.endpoint.asked import read

    for charset in ("ISO-8859-1", "nonsense", "hex", "rot13", "idna", "punycode", "utf-16", "\x00"):
        body = f"blog_charset={quote(charset)}&comment_content=caf%E9"
        asked = read(rf.post("/1.1/comment-check", body, content_type="application/x-www-form-urlencoded"))
        assert asked.get("comment_content") == ("café" if charset == "ISO-8859-1" else "caf�")


def test_the_administrator_issues_and_revokes(administrator_client: Client, editor_client: Client) -> None:
    page = administrator_client.post("/desk/filter/keys/", {"site": BLOG})
    row = SiteKey.objects.get()
    text = page.content.decode()
    secret = next(part for part in text.replace("<", ">").split(">") if part.startswith(row.prefix) and len(part) == 32)
    assert secret not in administrator_client.get("/desk/filter/keys/").content.decode()
    assert secret not in str(list(SiteKey.objects.values()))
    assert ask("verify-key", secret).content == b"valid"
    assert administrator_client.post("/desk/filter/keys/", {"site": "javascript:alert(1)"}).status_code == 422
    assert editor_client.post("/desk/filter/keys/", {"site": BLOG}).status_code == 403
    assert editor_client.post(f"/desk/filter/keys/{row.pk}/revoke/").status_code == 403
    administrator_client.post(f"/desk/filter/keys/{row.pk}/revoke/")
    assert ask("verify-key", secret).content == b"invalid"
    actions = AuditEntry.objects.filter(action__startswith="filter-key").values_list("action", flat=True)
    assert sorted(actions) == ["filter-key.issued", "filter-key.revoked"]


def test_revoking_can_unlearn(key: str, administrator: User) -> None:
    ask("submit-spam", key)
    revoke_key(administrator, SiteKey.objects.get(), unlearn=True)
    assert not FilterExample.objects.exists()


@pytest.mark.parametrize(
    ("blog", "same"),
    [
        ("http://www.blog.example.org", True),
        ("HTTPS://BLOG.example.org/post/1", True),
        ("https://blog.example.org.evil.test/", False),
        ("https://evil.test/blog.example.org", False),
        ("https://blog.example.org:99999/", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_which_address_is_the_keys_site(blog: str, same: bool) -> None:
    assert is_own_site(SiteKey(site=BLOG), blog) is same
