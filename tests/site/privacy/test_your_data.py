"""One person's data: given out and erased for whoever reads the mails of the address, and for nobody else."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry
from rashomon_site.comments.models import Comment, CommentEvent, State
from rashomon_site.notifications.limits import TO_ONE_BOX_A_DAY
from rashomon_site.notifications.models import Subscription
from rashomon_site.operations.commands.person import person_erase, person_export
from rashomon_site.privacy.models import DataRequest
from tests.site.notifications.conftest import WRITER, Write, decide, work

pytestmark = pytest.mark.slow


def mailed_link(client: Client, email: str = WRITER) -> str:
    client.post("/your-data/", {"email": email})
    mail.outbox.clear()
    work()
    found = re.search(r"http://127\.0\.0\.1:8000(/your-data/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


@pytest.fixture
def comments(write: Write, moderator: User) -> list[Comment]:
    mine = [write(), write(WRITER.upper(), name="Anna the second")]
    waiting = write()
    decide(waiting, State.WAITING, moderator)
    Comment.objects.filter(pk=waiting.pk).update(number=None)
    return [*mine, waiting, write("other@example.org", name="Boris")]


def test_the_answer_is_the_same_for_all_and_a_stranger_gets_no_mail(
    reader_client: Client, comments: list[Comment]
) -> None:
    work()
    mail.outbox.clear()
    answers = {reader_client.post("/your-data/", {"email": who}).content for who in (WRITER, "nobody@example.org")}
    assert len(answers) == 1
    work()
    assert [sent.to for sent in mail.outbox] == [[WRITER]]
    assert reader_client.post("/your-data/", {"email": "no address"}).status_code == 422
    foreign = {"Origin": "https://evil.example"}
    assert reader_client.post("/your-data/", {"email": WRITER}, headers=foreign).status_code == 404


def test_the_data_is_given_out(reader_client: Client, comments: list[Comment]) -> None:
    link = mailed_link(reader_client)
    assert reader_client.get(link).status_code == 200
    assert reader_client.get(link).status_code == 200  # a mail program that opens it uses nothing up
    page = reader_client.post(link).headers["Location"]
    assert reader_client.get(link).status_code == 404
    assert reader_client.post(link).status_code == 404
    assert "#1" in reader_client.get(page).content.decode()
    answer = reader_client.post(page, {"download": "1"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(answer.content)
    assert [row["number"] for row in data["comments"]] == [1, 2, None]
    assert data["comments"][0]["address"] == "192.0.2.1"
    assert len(data["subscriptions"]) == 6
    assert "Boris" not in answer.content.decode()
    assert "Moderator Example" not in answer.content.decode()
    entry = AuditEntry.objects.get(action="privacy.exported")
    assert WRITER not in json.dumps(entry.detail)


def test_erasing_asks_again_and_leaves_places(reader_client: Client, comments: list[Comment]) -> None:
    page = reader_client.post(mailed_link(reader_client)).headers["Location"]
    asked = reader_client.post(page, {"erase": "ask"}).content.decode()
    assert "cannot be undone" in asked
    assert Comment.objects.filter(email__iexact=WRITER).count() == 3
    done = reader_client.post(page, {"erase": "yes"}).content.decode()
    assert "3 comments" in done
    assert reader_client.post(page, {"erase": "yes"}).status_code == 404
    first, second, waiting, other = comments
    for comment in (first, second):
        comment.refresh_from_db()
        assert (comment.state, comment.removed_by_writer) == (State.REMOVED, True)
        assert (comment.name, comment.text, comment.email, comment.address_token) == ("Erased", "", "", "")
        assert comment.number
    assert not Comment.objects.filter(pk=waiting.pk).exists()
    other.refresh_from_db()
    assert other.text
    assert not Subscription.objects.filter(email=WRITER).exists()
    kept = json.dumps(list(CommentEvent.objects.values_list("actor_name", "detail")), default=str)
    assert "Anna" not in kept
    log = json.dumps(list(AuditEntry.objects.values_list("actor_name", "detail")), default=str)
    assert WRITER not in log
    assert AuditEntry.objects.get(action="privacy.erased").detail["comments"] == 3
    assert not DataRequest.objects.filter(email=WRITER).exists()


def test_old_forged_and_unopened_links_give_nothing(reader_client: Client, comments: list[Comment]) -> None:
    link = mailed_link(reader_client)
    assert reader_client.get(f"{link}kept/").status_code == 404  # not without the click
    assert reader_client.post(f"{link}kept/", {"erase": "yes"}).status_code == 404
    assert reader_client.post("/your-data/forged/").status_code == 404
    page = reader_client.post(link).headers["Location"]
    DataRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert reader_client.post(page, {"download": "1"}).status_code == 404
    assert Comment.objects.filter(email__iexact=WRITER).count() == 3


def test_asking_again_and_again_mails_little(reader_client: Client, comments: list[Comment]) -> None:
    for _ in range(6):
        reader_client.post("/your-data/", {"email": WRITER})
    work()
    links = [sent for sent in mail.outbox if sent.subject.startswith("Your data") and sent.to == [WRITER]]
    assert len(links) <= TO_ONE_BOX_A_DAY


def test_by_command(comments: list[Comment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = CliRunner()
    file = tmp_path / "data.json"
    assert run.invoke(person_export, [WRITER, str(file)]).output == f"Wrote {file}.\n"
    assert file.stat().st_mode & 0o077 == 0
    assert len(json.loads(file.read_text())["comments"]) == 3
    assert json.loads(run.invoke(person_export, [WRITER]).output)["email"] == WRITER
    assert run.invoke(person_export, ["nobody@example.org"]).exit_code == 1
    assert run.invoke(person_export, [""]).exit_code == 1
    assert run.invoke(person_erase, [WRITER], input="n\n").exit_code == 1
    assert Comment.objects.filter(email__iexact=WRITER).count() == 3
    assert "Erased 3 comments and 6 subscriptions." in run.invoke(person_erase, [WRITER, "--yes"]).output
    assert not Comment.objects.filter(email__iexact=WRITER).exists()
