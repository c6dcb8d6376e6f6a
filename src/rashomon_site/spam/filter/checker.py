"""The filter as one of the checkers."""

from __future__ import annotations

from rashomon_site.comments.models import Comment
from rashomon_site.spam.filter.scoring import Scored, score_text
from rashomon_site.spam.verdicts import Finding, Reason, Verdict

THEN = {
    Verdict.SPAM: "above the threshold for spam",
    Verdict.HOLD: "above the threshold at which a moderator looks",
    Verdict.PUBLISH: "below the threshold",
}


class FilterChecker:
    """Says what the site's own decisions teach of a comment."""

    name = "filter"

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Score a comment. People of the site are not checked, as a decision on them would teach nothing."""
        if comment.user_id is not None:
            return None
        scored = score_text(comment.text, comment.name, comment.email, comment.url)
        if scored is None:
            return None
        return Finding(
            self.name,
            scored.verdict,
            (reason(scored),),
            score=scored.probability,
            is_log_only=not scored.acts,
        )


def reason(scored: Scored) -> Reason:
    """Return a score as a moderator reads it."""
    then = THEN[scored.verdict] if scored.acts else "but it has learnt too little to act"
    told = ", ".join(f"“{word}” {weight:+.2f}" for word, weight in scored.words)
    because = f" Strongest words: {told}." if told else ""
    return Reason(
        "filter",
        f"The filter gives it a {scored.probability:.0%} chance of spam, {then}.{because}",
        {"score": round(scored.probability, 4), "words": [[word, weight] for word, weight in scored.words]},
    )
