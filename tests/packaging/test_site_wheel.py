"""The site as an operator gets it: built, installed with the extra `site` in an environment of its own, and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.installing import Installed, install, run

pytestmark = pytest.mark.slow

SETTINGS = "rashomon_site.settings"

HOME_PAGE = """
import django
django.setup()
from django.test import Client
answer = Client().get("/", headers={"host": "localhost"})
print(answer.status_code, answer.headers["Content-Type"])
"""


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, "site", tmp_path_factory.mktemp("site"))


def manage(installed: Installed, *arguments: str) -> str:
    """Run one of Django's commands on the installed site; its data are kept in the test's folder."""
    return run(installed.python, "-I", "-m", "django", *arguments, "--settings", SETTINGS, cwd=installed.folder)


def test_the_locked_requirements_are_all_it_needs(installed: Installed) -> None:
    assert "No broken requirements found" in run(installed.python, "-m", "pip", "check", cwd=installed.folder)


def test_the_installed_site_is_sound(installed: Installed) -> None:
    assert "no issues" in manage(installed, "check", "--fail-level", "WARNING")


def test_the_models_have_their_migrations(installed: Installed) -> None:
    assert "No changes" in manage(installed, "makemigrations", "--check", "--dry-run")


def test_its_files_for_browsers_are_shipped(installed: Installed) -> None:
    assert "static file" in manage(installed, "collectstatic", "--no-input")


def test_the_home_page_is_served_from_an_empty_database(installed: Installed) -> None:
    manage(installed, "migrate", "--no-input")
    assert installed.ask_python(HOME_PAGE, DJANGO_SETTINGS_MODULE=SETTINGS) == "200 text/html; charset=utf-8"


def test_the_command_knows_the_site(installed: Installed) -> None:
    assert "demo" in installed.rashomon("site", "--help")
