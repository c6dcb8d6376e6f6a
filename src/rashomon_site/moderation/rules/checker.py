"""The rules as checks of a comment: those that act, and those that only write down what they would do."""

from __future__ import annotations

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.comments.models import Comment
from rashomon_site.moderation.models.rule import RuleKind, RuleVerdict
from rashomon_site.moderation.rules.rulebook import Hit, Ready, hits, rulebook
from rashomon_site.moderation.rules.subject import Subject
from rashomon_site.spam.verdicts import SEVERITY, Finding, Reason, Verdict

RULES = "rules"
LOG_ONLY = "rules-log-only"
FOR_WRITER = {
    RuleKind.ALL: "A moderator reads every comment before it appears.",
    RuleKind.FIRST: "A moderator reads the first comment of each writer before it appears.",
    RuleKind.LINKS: "A moderator reads comments with several links before they appear.",
    RuleKind.CLOSING: "The discussion of this case has closed.",
}
STAFF = Finding(
    RULES,
    Verdict.PUBLISH,
    (Reason("staff", "Written by somebody who may publish here, signed in."),),
    is_trusted=True,
)


class Rules:
    """The rules that act."""

    name = RULES

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Return what the rules say; also when they find nothing, so that it is known which were asked."""
        if is_staff(comment):
            return STAFF
        ready = _ready(comment, is_log_only=False)
        return finding(RULES, ready, hits(ready, Subject(comment)))


class LogOnlyRules:
    """The rules that decide nothing."""

    name = LOG_ONLY

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Return what these rules would have done, if there are any."""
        ready = _ready(comment, is_log_only=True)
        if not ready or is_staff(comment):
            return None
        return finding(LOG_ONLY, ready, hits(ready, Subject(comment)), is_log_only=True)


def is_staff(comment: Comment) -> bool:
    """Whether the writer is signed in and could publish the comment by hand."""
    user = comment.user
    return user is not None and user.is_active and (may(user, Action.MODERATE) or may(user, Action.PUBLISH_OWN))


def _ready(comment: Comment, *, is_log_only: bool) -> list[Ready]:
    return [one for one in rulebook().in_force(comment.case_id) if one.rule.is_log_only == is_log_only]


def finding(checker: str, asked: list[Ready], found: list[Hit], *, is_log_only: bool = False) -> Finding:
    """Make one finding of what several rules found: the strictest verdict, unless a list trusts the writer."""
    trusting = [hit for hit in found if hit.rule.verdict == RuleVerdict.TRUST]
    told = trusting or sorted(found, key=lambda hit: -SEVERITY[Verdict(hit.rule.verdict)])
    verdict = Verdict(told[0].rule.verdict) if told and not trusting else Verdict.PUBLISH
    return Finding(
        checker,
        verdict,
        tuple(_reason(hit) for hit in told),
        is_log_only=is_log_only,
        is_trusted=bool(trusting),
        for_writer=next((FOR_WRITER[kind] for hit in told if (kind := RuleKind(hit.rule.kind)) in FOR_WRITER), ""),
        kept={"asked": [one.rule.key for one in asked], "hits": [hit.rule.key for hit in found]},
    )


def _reason(hit: Hit) -> Reason:
    rule = hit.rule
    code = f"{rule.kind}-{rule.compares}" if rule.compares else rule.kind
    detail = {**hit.match.detail, "rule": rule.key, "name": rule.name_in_reasons, "verdict": rule.verdict}
    return Reason(code, f"{hit.match.words} Rule: {rule.name_in_reasons}.", detail)
