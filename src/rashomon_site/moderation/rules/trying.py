"""Try rules out: on a text, or on what was sent lately. Nothing is decided and nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rashomon_site.comments.models import Comment
from rashomon_site.moderation.decisions import with_decision
from rashomon_site.moderation.models.rule import Rule, RuleKind
from rashomon_site.moderation.rules.matchers import Match, matcher_of
from rashomon_site.moderation.rules.record import RuleRecord
from rashomon_site.moderation.rules.rulebook import rulebook
from rashomon_site.moderation.rules.subject import Subject

LATEST = 1000
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule, and what it says of a text; None for nothing."""

    rule: Rule
    match: Match | None


@dataclass(frozen=True, slots=True)
class Caught:
    """A comment in which a rule finds something, what that is, and what a person decided."""

    comment: Comment
    match: Match
    decision: str | None


@dataclass(slots=True)
class LookBack:
    """What a rule finds in the latest comments."""

    record: RuleRecord = field(default_factory=RuleRecord)
    caught: list[Caught] = field(default_factory=list)  # the newest of them


def try_comment(comment: Comment) -> list[Tried]:
    """Return what each rule in force says of a comment that was not sent; what found something comes first."""
    subject, has_case = Subject(comment), bool(comment.case_id)
    ready = [one for one in rulebook().in_force(comment.case_id) if has_case or one.rule.kind != RuleKind.CLOSING]
    tried = [Tried(one.rule, one.matcher(subject)) for one in ready]
    return sorted(tried, key=lambda one: one.match is None)


def look_back(rule: Rule) -> LookBack:
    """Ask one rule, saved or not, about the latest comments, with what people decided on them."""
    latest = Comment.objects.filter(case=rule.case_id) if rule.case_id else Comment.objects.all()
    comments = list(with_decision(latest.select_related("case")).order_by("-pk")[:LATEST])
    known = known_then(comments) if rule.kind == RuleKind.FIRST else bool
    matcher, test = matcher_of(rule), LookBack()
    for comment in comments:
        match = matcher(Subject(comment, known))
        decision = getattr(comment, "decision", None)
        test.record.add(is_hit=match is not None, decision=decision)
        if match and len(test.caught) < SHOWN:
            test.caught.append(Caught(comment, match, decision))
    return test


def known_then(comments: Iterable[Comment]) -> Callable[[Comment], bool]:
    """Return what tells of each comment whether its writer had been published before it came, with one query."""
    names = {comment.name_look for comment in comments}
    first: dict[tuple[str, str, str], datetime] = {}
    published = Comment.objects.published().exclude(published_at=None)
    rows = published.order_by("-published_at").values_list("name_look", "email", "address_token", "published_at")
    for name, email, token, at in rows.iterator():
        if name in names and at is not None:
            first[(name, "email", email.casefold())] = first[(name, "token", token)] = at

    def known(comment: Comment) -> bool:
        keys = [("email", comment.email.casefold()), ("token", comment.address_token)]
        dates = [first.get((comment.name_look, kind, value)) for kind, value in keys if value]
        return any(at is not None and at < comment.posted_at for at in dates)

    return known
