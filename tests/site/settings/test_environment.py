"""Settings come from the environment, fail loudly, and are all documented."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rashomon_site.settings import environment
from rashomon_site.settings.databases import database
from rashomon_site.settings.mail import mail
from rashomon_site.settings.table import settings_table
from rashomon_site.settings.variables import VARIABLES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
BY_NAME = {setting.name: setting for setting in VARIABLES}


def test_the_page_of_settings_is_what_the_code_reads() -> None:
    assert settings_table() in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_nothing_else_of_the_environment_is_read() -> None:
    readers = [
        path
        for path in (ROOT / "src" / "rashomon_site").rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    ]
    assert {path.name for path in readers} <= {"environment.py", "setting_up.py", "wsgi.py", "__main__.py"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RASHOMON_MODE", "production"),
        ("RASHOMON_DEBUG", "maybe"),
        ("RASHOMON_PROXIES", "-1"),
        ("RASHOMON_PROXIES", "one"),
        ("RASHOMON_LOG_LEVEL", "loud"),
        ("RASHOMON_LOG_FORMAT", "xml"),
        ("RASHOMON_SIGNUP", "everybody"),
    ],
)
def test_a_wrong_value_names_the_variable_and_what_it_takes(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        environment.value_of(BY_NAME[name], {name: value})
    assert name in str(error.value)
    assert value in str(error.value)
    assert BY_NAME[name].accepts in str(error.value)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n", encoding="utf-8")
    given = {"RASHOMON_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert environment.value_of(BY_NAME["RASHOMON_SECRET_KEY"], given) == "from a file"


def test_a_missing_secret_file_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="RASHOMON_SECRET_KEY_FILE names /nowhere"):
        environment.value_of(BY_NAME["RASHOMON_SECRET_KEY"], {"RASHOMON_SECRET_KEY_FILE": "/nowhere"})


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host", "postgres://host:port/name", "x"])
def test_a_database_it_does_not_know_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as error:
        database(url, Path())
    assert url not in str(error.value)


def test_a_postgres_address_is_taken_apart() -> None:
    found = database("postgres://me:p%40ss@db.example:5433/cases?sslmode=require", Path())
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me", "p@ss", "db.example", "5433", "cases",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["http://x", "smtp://", "smtp://host:port"])
def test_a_mail_address_it_does_not_know_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RASHOMON_MAIL_URL"):
        mail(url)


def test_mail_with_tls() -> None:
    found = mail("smtps://me:pw@mail.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == ("mail.example", 465, True)


PUBLIC = {"RASHOMON_MODE": "public", "RASHOMON_SECRET_KEY": "x" * 40, "RASHOMON_HOSTS": "cases.example.org"}


ASKED = "print(s.SECURE_SSL_REDIRECT)"


def start(changes: dict[str, str], tmp_path: Path, asked: str = ASKED) -> subprocess.CompletedProcess[str]:
    """Load the settings in a fresh interpreter; an empty value means that the variable is not set."""
    given = {**os.environ, "RASHOMON_DATA": str(tmp_path), **PUBLIC, **changes}
    given.pop("DATABASE_URL", None)
    program = f"import django; django.setup(); from django.conf import settings as s; {asked}"
    kept = {name: value for name, value in given.items() if value}
    kept["DJANGO_SETTINGS_MODULE"] = "rashomon_site.settings"
    return subprocess.run([sys.executable, "-c", program], env=kept, capture_output=True, text=True, check=False)


def test_a_public_site_starts_with_what_it_needs(tmp_path: Path) -> None:
    done = start({}, tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"RASHOMON_SECRET_KEY": ""}, "RASHOMON_SECRET_KEY is missing"),
        ({"RASHOMON_SECRET_KEY": "short"}, "RASHOMON_SECRET_KEY is too short"),
        ({"RASHOMON_HOSTS": ""}, "RASHOMON_HOSTS is empty"),
        ({"RASHOMON_DEBUG": "yes"}, "RASHOMON_DEBUG is on"),
    ],
)
def test_a_public_site_does_not_start_without(changes: dict[str, str], named: str, tmp_path: Path) -> None:
    done = start(changes, tmp_path)
    assert done.returncode != 0
    assert named in done.stderr


def test_passwords_are_hashed_at_full_cost(tmp_path: Path) -> None:
    done = start(
        {}, tmp_path, "from django.contrib.auth.hashers import make_password as m; print(m('a quiet harbour'))"
    )
    algorithm, work_factor, *_rest = done.stdout.split("$")
    assert algorithm == "scrypt", done.stderr
    assert int(work_factor) >= 2**14


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"RASHOMON_DRAFT_ENDPOINT": "http://models.example.org/v1", "RASHOMON_DRAFT_MODEL": "m"}, "https://"),
        ({"RASHOMON_DRAFT_ENDPOINT": "https://models.example.org/v1"}, "RASHOMON_DRAFT_MODEL"),
    ],
)
def test_an_endpoint_for_articles_is_checked_at_the_start(changes: dict[str, str], named: str, tmp_path: Path) -> None:
    done = start(changes, tmp_path)
    assert done.returncode != 0
    assert named in done.stderr
