"""A local site that follows files: each save becomes a revision, published if it is sound."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import close_old_connections

from rashomon.casefile import format_problem
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.library_mapping import read_text
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.services.publishing import NotSound, publish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.cases.slugs import slug_of
from rashomon_site.operations.case_folder import CaseFolder

PAUSE_SECONDS = 0.5
WRITER = "local"

Stamp = tuple[int, int]


class Live:
    """Keeps the site in step with the files; `say` takes lines for the person at the terminal."""

    def __init__(self, folder: CaseFolder, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say
        self.seen: dict[Path, Stamp] = {}
        self.problems: dict[str, list[str]] = {}  # by file, one text for each problem

    def load(self) -> None:
        """Take in every file that is new or changed since the last look."""
        for path in self.folder.files():
            stamp = _stamp(path)
            if stamp is not None and self.seen.get(path) != stamp:
                self.seen[path] = stamp
                self._take(path)
                problems_file().write_text(json.dumps(self.problems), encoding="utf-8")

    def watch_in_thread(self) -> None:
        """Look again every half second, until the process ends."""
        threading.Thread(target=self._watch, name="rashomon-files", daemon=True).start()

    def _watch(self) -> None:
        while True:
            time.sleep(PAUSE_SECONDS)
            try:
                self.load()
            except Exception as error:  # one odd file must not end the watch
                self.say(f"Could not look at the files: {error}")
            finally:
                close_old_connections()

    def _take(self, path: Path) -> None:
        self.problems.pop(str(path), None)
        try:
            revision = self._save(path, path.read_text(encoding="utf-8"))
            self._show(path, revision)
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(path, [f"{self.folder.shown(path)}: cannot be read as text: {error}"])
        except ValidationError as error:
            self._refuse(path, [f"{self.folder.shown(path)}: {message}" for message in error.messages])
        except NotSound as error:
            self._refuse(path, [f"{self.folder.shown(path)}: {error}"])

    def _refuse(self, path: Path, problems: list[str]) -> None:
        self.problems[str(path)] = problems
        for problem in problems:
            self.say(problem)
        known = PublishedCase.objects.visible().filter(slug=slug_of(path.stem)).exists()
        self.say("The page keeps showing the last good version." if known else "It is not on the site yet.")

    def _save(self, path: Path, text: str) -> CaseRevision:
        slug, writer = slug_of(path.stem), writer_account()
        case = PublishedCase.objects.filter(slug=slug).first()
        if case is None:
            return create_case(writer, text, slug=slug, message=f"From {path.name}")
        return save_revision(writer, case, text, parent_number=case.latest_number, message=f"From {path.name}")

    def _show(self, path: Path, revision: CaseRevision) -> None:
        if revision.case.published_revision_id == revision.pk:
            return
        if not revision.is_sound:
            problems = read_text(revision.text, self.folder.shown(path)).problems
            self._refuse(path, [format_problem(problem) for problem in problems])
            return
        publish(writer_account(), revision)
        self.say(f"{self.folder.shown(path)}: revision {revision.number} is on the site")


def problems_file() -> Path:
    """Return where the watching process leaves word for the one that answers browsers."""
    return Path(settings.DATA) / "live-problems.json"


def writer_account() -> User:
    """Return the account that saves what comes from files; nobody can sign in with it."""
    writer = User.objects.filter(username=WRITER).first()
    if writer is None:
        writer = User(username=WRITER, display_name="Local files", role=Role.EDITOR)
        writer.set_unusable_password()
        writer.save()
    return writer


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
