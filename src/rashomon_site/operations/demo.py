"""The sample site: every example case, published with its author and a short history."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

from rashomon.casefile import read_case_text, write_case
from rashomon.model import Case, EvidenceItem
from rashomon.model.rules import find_problems
from rashomon.weighing import weigh
from rashomon_site.accounts.emails import vouch_for
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.operations.sample_comments import load_sample_comments

EDITOR = "demo-editor"
LEAD = "wagner-2023"
"""Published last, so that it leads the home page."""


def load_demo(folder: Path) -> str:
    """Fill an empty site with the cases in `folder`; returns the demo editor's password.

    On a site that holds them already nothing is changed, and the same password is returned.
    """
    password = _password(settings.DATA / "demo-password")
    editor = _editor(password)
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (path.stem == LEAD, path.stem)):
        if not PublishedCase.objects.filter(slug=path.stem).exists():
            publish_example(editor, path)
    return password


def _password(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"demo-{secrets.token_urlsafe(9)}", encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _editor(password: str) -> User:
    editor = User.objects.filter(username=EDITOR).first()
    if editor is None:
        editor = User(username=EDITOR, display_name="Demo editor", role=Role.EDITOR, email="demo-editor@localhost")
    editor.set_password(password)
    editor.save()
    vouch_for(editor)
    return editor


def publish_example(editor: User, path: Path) -> PublishedCase:
    """Publish one case file in two revisions: without the item that moved it most, and as it stands."""
    text = path.read_text(encoding="utf-8")
    case = read_case_text(text, name=path.name).case
    earlier = before_the_most_telling(case)
    first = create_case(
        editor, write_case(earlier[0]) if earlier else text, slug=path.stem, message="First version, sample history"
    )
    publish(editor, first)
    if earlier:
        message = f"Adds “{earlier[1].title or earlier[1].statement}”"
        publish(editor, save_revision(editor, first.case, text, parent_number=1, message=message))
    return PublishedCase.objects.get(pk=first.case.pk)


def before_the_most_telling(case: Case) -> tuple[Case, EvidenceItem] | None:
    """Return the case without the item that moved it most, and that item; None if other parts need every item."""
    for id in _most_telling(case):
        earlier = _without(case, id)
        if not find_problems(earlier):
            return earlier, next(item for item in case.evidence if item.id == id)
    return None


def _most_telling(case: Case) -> list[str]:
    analysis = weigh(case, with_timeline=False)
    now = analysis.posterior
    alone = [left for left in analysis.leave_one_out if left.kind == "item"]
    alone.sort(key=lambda left: max(abs(share - now[id]) for id, share in left.posterior.items()), reverse=True)
    return [left.ids[0] for left in alone]


def _without(case: Case, gone: str) -> Case:
    evidence = tuple(item for item in case.evidence if item.id != gone)
    groups = tuple(group for group in case.groups if gone not in group.items)
    body = case.body.replace(f"[evidence:{gone}]", "").replace("  ", " ")
    return case.model_copy(update={"evidence": evidence, "groups": groups, "body": body})


def load_discussion() -> None:
    """Write sample comments below the leading case; on a site where somebody wrote there already, nothing."""
    load_sample_comments(User.objects.get(username=EDITOR), LEAD)
