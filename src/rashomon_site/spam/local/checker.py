"""What this machine alone can tell, as a check of a comment."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon_site.comments.models import Comment
from rashomon_site.moderation.rules.checker import is_staff
from rashomon_site.spam.local import repeats, timing
from rashomon_site.spam.local.links import links_in
from rashomon_site.spam.verdicts import SEVERITY, Finding, Reason, Verdict

MANY_LINKS = 8
MOSTLY = 0.6  # of the signs of the text
LEAST_LINKS = 2  # a single link with a word or two is how people add a source
Found = tuple[Reason, Verdict, str]  # why, what follows, what the writer may read of it


class Local:
    """Honeypot, timing, links and repeats."""

    name = "local"

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Return what speaks against a comment that came through the form; None for nothing."""
        if comment.origin is not None or is_staff(comment):
            return None
        found = list(_found(comment))
        if not found:
            return None
        found.sort(key=lambda one: -SEVERITY[one[1]])
        told = next((words for _, _, words in found if words), "")
        return Finding(self.name, found[0][1], tuple(reason for reason, _, _ in found), for_writer=told)


def _found(comment: Comment) -> Iterator[Found]:
    for reason, told in timing.reasons(comment):
        yield reason, Verdict.HOLD, told
    for reason in _links(comment):
        yield reason, Verdict.HOLD, ""
    for reason, verdict in repeats.reasons(comment):
        yield reason, verdict, ""


def _links(comment: Comment) -> Iterator[Reason]:
    links = links_in(comment.text)
    if len(links) >= MANY_LINKS:
        yield Reason("many-links", f"It has {len(links)} links.", {"links": len(links)})
    signs = sum(link.signs for link in links)
    if len(links) >= LEAST_LINKS and signs > MOSTLY * len(comment.text.strip()):
        share = min(1.0, signs / len(comment.text.strip()))
        yield Reason("mostly-links", f"Links are {100 * share:.0f}% of the text.", {"share": round(share, 2)})
