"""The entries of the audit log in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon_site.cases.models import AuditEntry

WORDS = {
    "account.closed": "Closed an account",
    "account.made": "Made an account",
    "account.password-reset": "Gave an account a new password",
    "account.reopened": "Opened an account again",
    "account.second-factor-removed": "Took the second factor off an account",
    "byline.changed": "Changed a byline",
    "comments.decided": "Decided on comments",
    "comments.erased": "Erased a comment for good",
    "comments.undone": "Took a decision on comments back",
    "case.created": "Started the case",
    "case.published": "Published",
    "case.unpublished": "Took the case down",
    "case.reopened": "Opened the case again",
    "case.settled": "Marked the case as settled",
    "discussion.closed": "Closed the discussion",
    "discussion.opened": "Opened the discussion again",
    "draft.added": "Added an article",
    "draft.deleted": "Deleted an article and its draft",
    "draft.made-case": "Made a case from an article",
    "filter-key.issued": "Issued a key for another blog",
    "filter-key.revoked": "Revoked the key of another blog",
    "comment.used": "Made a comment part of the case",
    "invitation.accepted": "Accepted an invitation",
    "invitation.made": "Invited somebody",
    "invitation.revoked": "Took an invitation back",
    "publication.cancelled": "Called off a publication",
    "publication.failed": "Could not publish",
    "publication.scheduled": "Scheduled a publication",
    "profile.changed": "Changed the own profile",
    "revision.saved": "Saved a revision",
    "rule.changed": "Changed a rule of the discussion",
    "rule.deleted": "Deleted a rule of the discussion",
    "rule.made": "Made a rule of the discussion",
    "rule.restored": "Took an earlier rule of the discussion back",
    "rule.switched": "Switched a rule of the discussion",
    "privacy.erased": "Erased a person’s data, as asked",
    "privacy.exported": "Gave out a person’s data, as asked",
    "privacy.purged": "Erased what was kept long enough",
    "role.changed": "Changed a role",
    "token.made": "Made a token for programs",
    "token.revoked": "Revoked a token",
    "writer.invited": "Invited a writer",
    "writer.removed": "Took a writer off",
}
"""What each action is called; one that is not here is shown by its code."""

NAMES = {"due_at": "due", "why": "reason"}


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """An action to filter by."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry, what was done in words, and what else is known of it."""

    entry: AuditEntry
    words: str
    more: list[tuple[str, str]]


def choice(code: str) -> ActionChoice:
    """Return an action with its words."""
    return ActionChoice(code, WORDS.get(code, code))


def log_line(entry: AuditEntry) -> LogLine:
    """Return an entry as the page shows it."""
    words = WORDS.get(entry.action, entry.action)
    if entry.detail.get("sound") is False:
        words += ", with problems"
    more = [
        (NAMES.get(name, name).replace("_", " "), str(value))
        for name, value in entry.detail.items()
        if name != "sound" and value not in ("", None)
    ]
    return LogLine(entry, words, more)
