"""Judge a comment of another blog by what this site's filter has learnt, and learn from that blog's corrections.

Nothing of the comment is kept: the filter keeps the numbers that a correction's words become, and counts are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from rashomon_site.spam.endpoint.asked import Asked
from rashomon_site.spam.endpoint.keys import origin_of
from rashomon_site.spam.filter.learning import learn_elsewhere
from rashomon_site.spam.filter.scoring import Scored, score_text
from rashomon_site.spam.models import SiteKey
from rashomon_site.spam.verdicts import Verdict

ALWAYS_SPAM = ("viagra-test-123", "akismet-guaranteed-spam")  # author and e-mail by which programs test a filter
BEYOND_DOUBT = 0.999
LEARNING = "The filter has not learnt enough yet, so it only takes notes."


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer, and a remark for whoever looks at the headers."""

    is_spam: bool
    is_beyond_doubt: bool = False
    note: str = ""


def judge(asked: Asked) -> Judged:
    """Return what the filter says. Only spam counts: what it would hold for a moderator, the blog decides itself."""
    if asked.get("user_role") == "administrator":
        return Judged(False, note="Comments of administrators are never spam.")
    if asked.get("comment_author") == ALWAYS_SPAM[0] or asked.get("comment_author_email").startswith(ALWAYS_SPAM[1]):
        return Judged(True, note="This name or address is for tests.")
    if asked.honeypot:
        return Judged(True, note="The field that no person sees was filled in.")
    return _scored(score_text(**_parts(asked), own=False))


def teach(key: SiteKey, asked: Asked, *, is_spam: bool) -> None:
    """Learn a correction; the same comment submitted again the other way round is learnt anew that way."""
    if not asked.is_test:
        learn_elsewhere(**_parts(asked), is_spam=is_spam, origin=origin_of(key), source=_source(asked))


def _scored(scored: Scored | None) -> Judged:
    if scored is None or not scored.acts:
        return Judged(False, note=LEARNING)
    is_spam = scored.verdict in (Verdict.SPAM, Verdict.DISCARD)
    return Judged(is_spam, is_spam and scored.probability >= BEYOND_DOUBT)


def _parts(asked: Asked) -> dict[str, str]:
    return {
        "text": asked.get("comment_content"),
        "name": asked.get("comment_author"),
        "email": asked.get("comment_author_email"),
        "url": asked.get("comment_author_url"),
    }


def _source(asked: Asked) -> str:
    # A digest, as neither text nor name of another blog's reader is to be kept.
    return sha256("\x1f".join(_parts(asked).values()).encode()).hexdigest()[:40]
