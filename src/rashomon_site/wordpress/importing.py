"""Turn the posts of a WordPress export into draft cases, with their comments. A second run adds what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from rashomon.casefile.writing import write_document
from rashomon.wordpress.reading import read_export
from rashomon.wordpress.wxr import Post, Remark, Site, Writer
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import NotSound, publish
from rashomon_site.cases.services.saving import create_case
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.adopting import adopt
from rashomon_site.spam.filter.learning import train
from rashomon_site.spam.local.marks import mark_many
from rashomon_site.wordpress.models import ImportedPost
from rashomon_site.wordpress.prose import to_markdown

STATES = {"1": State.PUBLISHED, "0": State.WAITING, "hold": State.WAITING, "spam": State.SPAM}
SOURCE = "WordPress import"
LONGEST_TEXT = 100_000
LONGEST_BODY = 1_000_000
FIRST_LINE = "# Imported from WordPress. To weigh it, add the explanations and what speaks for each of them.\n"


@dataclass(slots=True)
class Report:
    """What came over and what did not, and why."""

    posts: int = 0
    known_posts: int = 0
    writers: int = 0
    comments: Counter[str] = field(default_factory=Counter)  # by state
    known_comments: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)  # what, why

    def leave_out(self, what: str, why: str) -> None:
        """Note something that was not taken over."""
        self.left_out.append((what, why))

    def lines(self) -> list[str]:
        """Return the report for people."""
        states = ", ".join(f"{count} {state}" for state, count in sorted(self.comments.items())) or "none"
        return [
            f"New cases: {self.posts}. Here already: {self.known_posts}.",
            f"New comments: {states}. Here already: {self.known_comments}.",
            f"Authors named: {self.writers}.",
            f"Left out: {len(self.left_out)}.",
            *(f"  {what}: {why}" for what, why in self.left_out),
        ]


@dataclass(slots=True)
class _Run:
    actor: User
    report: Report
    site: Site = field(default_factory=Site)
    writers: dict[str, Writer] = field(default_factory=dict)

    def origin(self, kind: str, number: int) -> str:
        return f"{self.site.url}#{kind}-{number}"[:500]


def import_export(path: Path, actor: User) -> Report:
    """Import a file. Each post is one transaction, so that what stopped half-way goes on where it was.

    Raises reading.BadExport, and PermissionDenied if the account may not start cases.
    """
    run = _Run(actor, Report())
    for part in read_export(path):
        match part:
            case Site():
                run.site = part
            case Writer():
                run.writers[part.login] = part
                run.report.writers += 1
            case Post():
                _post(run, part)
    train()  # what moderators decided there, the filter learns here
    return run.report


def _post(run: _Run, post: Post) -> None:
    what = f"{post.type} {post.id} “{post.title[:80]}”"
    why = _why_not(post)
    if why:
        run.report.leave_out(what, why)
        return
    try:
        with transaction.atomic():
            case = _case(run, post)
            _comments(run, case, post)
    except (ValidationError, NotSound) as error:
        run.report.leave_out(what, " ".join(getattr(error, "messages", [str(error)])))


def _why_not(post: Post) -> str:
    if post.type not in ("post", "page"):
        return "no post or page"
    if post.type == "page" and not post.remarks:
        return "a page without comments"
    if post.status in ("trash", "auto-draft", "inherit"):
        return f"its status is {post.status}"
    if post.password:
        return "it is protected by a password"
    if not (post.title or post.content).strip():
        return "it is empty"
    return f"its text is longer than {LONGEST_BODY:,} characters" if len(post.content) > LONGEST_BODY else ""


def _case(run: _Run, post: Post) -> PublishedCase:
    origin = run.origin("post", post.id)
    known = ImportedPost.objects.select_related("case").filter(origin=origin).first()
    if known:
        run.report.known_posts += 1
        return known.case
    revision = create_case(run.actor, post.case or _text(run, post), slug=post.slug[:60], message=SOURCE)
    ImportedPost.objects.create(origin=origin, case=revision.case, link=_web_link(post.link))
    if post.case and revision.is_sound and post.status == "publish":
        try:
            publish(run.actor, revision)
        except PermissionDenied as error:
            run.report.leave_out(f"the publication of “{post.title[:80]}”", str(error))
    run.report.posts += 1
    return PublishedCase.objects.get(pk=revision.case.pk)


def _text(run: _Run, post: Post) -> str:
    """Return the post as a case file that still lacks its explanations, which only a person can give."""
    title = " ".join(post.title.split())[:1000] or "Untitled"
    document: dict[str, Any] = {"rashomon": 1, "title": title, "question": title}
    if post.excerpt.strip():
        document["summary"] = to_markdown(post.excerpt)[:20_000]
    document["language"] = run.site.language.replace("_", "-") or "en"
    document["authors"] = [_author(run, post.creator)] if post.creator else []
    document["hypotheses"] = []
    document["body"] = to_markdown(post.content) + "\n"
    return FIRST_LINE + write_document({key: value for key, value in document.items() if value or key == "hypotheses"})


def _author(run: _Run, login: str) -> dict[str, str]:
    writer = run.writers.get(login, Writer(login, login))
    named = {"name": " ".join(writer.name.split())[:200] or login}
    return named | ({"bio": to_markdown(writer.bio)[:20_000]} if writer.bio else {})


def _comments(run: _Run, case: PublishedCase, post: Post) -> None:
    made = {remark.id: _comment(run, remark) for remark in post.remarks if _is_taken(run, remark)}
    new = adopt(case, made.values(), source=SOURCE)
    mark_many(new)
    run.report.comments.update(comment.state for comment in new)
    run.report.known_comments += len(made) - len(new)
    _link_replies(run, {remark.id: remark.parent for remark in post.remarks}, made, new)


def _is_taken(run: _Run, remark: Remark) -> bool:
    why = ""
    if remark.type not in ("comment", ""):
        why = f"a {remark.type}"
    elif remark.approved not in STATES:
        why = f"its status is {remark.approved or 'missing'}"
    elif not remark.text.strip():
        why = "it is empty"
    elif len(remark.text) > LONGEST_TEXT:
        why = f"it is longer than {LONGEST_TEXT:,} characters"
    if why:
        run.report.leave_out(f"comment {remark.id} by {remark.author[:80] or 'nobody'}", why)
    return not why


def _comment(run: _Run, remark: Remark) -> Comment:
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in remark.author).split())
    return Comment(
        origin=run.origin("comment", remark.id),
        state=STATES[remark.approved],
        name=name[:80] or "Anonymous",
        email=_email(remark.email),
        url=_web_link(remark.url),
        text=to_markdown(remark.text) or remark.text,
        posted_at=remark.posted_at or timezone.now(),
        address=_address(remark.address),
    )


def _link_replies(run: _Run, parents: dict[int, int], made: dict[int, Comment], new: Iterable[Comment]) -> None:
    """Point replies at what they answer, which may have come with an earlier import."""
    rows = dict(Comment.objects.filter(origin__in=[one.origin for one in made.values()]).values_list("origin", "pk"))
    fresh = {comment.origin for comment in new}
    for number, comment in made.items():
        parent = rows.get(run.origin("comment", parents[number]))
        if parent and comment.origin in fresh and parent != comment.pk:
            Comment.objects.filter(pk=comment.pk).update(in_reply_to=parent)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= 254 else ""


def _web_link(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and len(text) <= 2000 else ""


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None
