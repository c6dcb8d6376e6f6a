"""The filter's page and its commands."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.filter import scoring
from rashomon_site.spam.filter.commands import spam_report
from rashomon_site.spam.filter.learning import train
from tests.site.spam.filter_samples import samples

pytestmark = pytest.mark.slow


def written(path: Path, groups: int = 3, count: int = 240) -> Path:
    """Write made-up comments to a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "label", "group"])
        rows.writerows(
            [text, int(is_spam), f"g{place % groups}"] for place, (text, is_spam) in enumerate(samples(count))
        )
    return path


def test_the_report_as_json_and_as_a_table(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv")
    answer = json.loads(CliRunner().invoke(spam_report, [str(file), "--json"]).stdout)
    assert [group["group"] for group in answer["groups"]] == ["g0", "g1", "g2"]
    assert answer["held_out"] == "group"
    assert answer["overall"]["roc_auc"] > 0.95
    assert answer["overall"]["spam"] + answer["overall"]["ham"] == answer["comments"] == 240
    assert answer["milliseconds_per_comment"] > 0
    table = CliRunner().invoke(spam_report, [str(file)]).stdout
    assert "held out" in table
    assert "all" in table


def test_one_group_is_held_out_in_parts_and_says_so(tmp_path: Path) -> None:
    answer = CliRunner().invoke(spam_report, [str(written(tmp_path / "a.csv", groups=1)), "--json"])
    assert json.loads(answer.stdout)["held_out"] == "folds"
    assert "five random parts" in answer.stderr


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"comment,label\nhello,1\n", "no column text"),
        (b"text,label\nhello,maybe\n", "Line 2: the label"),
        (b"text,label\nhello\n", "Line 2 has 1 columns"),
        (b"text,label\nhello,1\nthere,1\n", "fewer than two comments that are no spam"),
        (b"text,label\n\xff\xff,1\n", "not UTF-8: see line 2"),
    ],
)
def test_bad_files_are_explained(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    answer = CliRunner().invoke(spam_report, [str(file)])
    assert answer.exit_code == 1
    assert words in answer.stderr


def test_huge_fields_and_other_encodings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    lines = "".join(f"{'word ' * 60_000},{place % 2},g{place % 3}\n" for place in range(12))
    file.write_text("text,label,group\n" + lines, encoding="utf-16")
    answer = CliRunner().invoke(spam_report, [str(file), "--json"])
    assert json.loads(answer.stdout)["comments"] == 12


def test_the_page_before_anything_is_learnt(moderator_client: Client) -> None:
    text = moderator_client.get("/desk/filter/").content.decode()
    assert "It only logs." in text
    assert "Nothing to compare yet." in text


def test_the_page_shows_words_and_counts(moderator_client: Client, wagner: PublishedCase, moderator: User) -> None:
    scoring._kept = None
    for text, is_spam in samples(60):
        comment = Comment.objects.create(case=wagner, name="Ann", text=text, submission_key=uuid4().hex)
        change_state(comment, State.SPAM if is_spam else State.PUBLISHED, actor=moderator)
    train()
    text = moderator_client.get("/desk/filter/").content.decode()
    assert "Strongest words" in text
    assert "casino" in text


def test_readers_do_not_see_the_page(contributor_client: Client, client: Client) -> None:
    assert contributor_client.get("/desk/filter/").status_code == 403
    assert client.get("/desk/filter/").status_code == 302
