"""The page that shows what the filter has learnt, whether it acts, and how well it does against people's decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.moderation.access import moderators_page
from rashomon_site.moderation.decisions import decided_comments
from rashomon_site.spam.akismet.alerts import open_alerts
from rashomon_site.spam.filter.features import features
from rashomon_site.spam.filter.learning import ROW, thresholds_of
from rashomon_site.spam.filter.model import Model
from rashomon_site.spam.filter.scoring import current, moves
from rashomon_site.spam.filter.threshold import ENOUGH_HAM, ENOUGH_SPAM, Thresholds
from rashomon_site.spam.models import FilterExample, FilterState
from rashomon_site.workbench.access import person

READ = 300
"""The latest decided comments in which the strongest words are looked for; the weights themselves name no words."""
SHOWN = 12
TWICE = 2  # a word of one comment only may be somebody's name


@dataclass(frozen=True, slots=True)
class Measured:
    """What the filter said before it knew, against what people decided."""

    decided: int
    spam: int
    flagged: int
    right: int

    @property
    def wrong(self) -> int:
        """Good comments that it took for spam."""
        return self.flagged - self.right

    @property
    def precision(self) -> float | None:
        """Of what it flagged, the share that was spam."""
        return self.right / self.flagged if self.flagged else None

    @property
    def recall(self) -> float | None:
        """Of the spam, the share that it flagged."""
        return self.right / self.spam if self.spam else None

    @property
    def false_positives(self) -> float | None:
        """Of the good comments, the share that it flagged."""
        good = self.decided - self.spam
        return self.wrong / good if good else None


@moderators_page("GET")
def page(request: HttpRequest) -> HttpResponse:
    """Show the state of the filter."""
    state = FilterState.objects.filter(pk=ROW).first()
    limits = thresholds_of(state) if state else Thresholds()
    kept = current()
    for_spam, for_good = strongest_words(kept.model) if kept else ([], [])
    own = FilterExample.objects.filter(origin="")
    context = {
        "limits": limits,
        "spam": own.filter(is_spam=True).count(),
        "good": own.filter(is_spam=False).count(),
        "elsewhere": FilterExample.objects.exclude(origin="").count(),
        "enough_spam": ENOUGH_SPAM,
        "enough_good": ENOUGH_HAM,
        "measured": measured(own.filter(hold_above__isnull=False, score__isnull=False)),
        "for_spam": for_spam,
        "for_good": for_good,
        "changed_at": state.changed_at if state else None,
        "alerts": open_alerts().count() if may(person(request), Action.ADMINISTER) else 0,
        "may_issue_keys": may(person(request), Action.ADMINISTER),
        "tab": "filter",
    }
    return render(request, "spam/filter.html", context)


def measured(rows: Iterable[FilterExample]) -> Measured:
    """Hold what the filter said of each comment, by the threshold of that day, against what was decided."""
    seen = [(row.is_spam, (row.score or 0) > (row.hold_above or 0)) for row in rows]
    return Measured(
        decided=len(seen),
        spam=sum(is_spam for is_spam, _ in seen),
        flagged=sum(flagged for _, flagged in seen),
        right=sum(is_spam and flagged for is_spam, flagged in seen),
    )


def strongest_words(model: Model) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """Return the words that speak most for spam and most against it, on average where they stand."""
    total: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for comment in decided_comments().reverse()[:READ]:
        for word, weight in moves(model, features(comment.text)).items():
            total[word] += weight  # type: ignore[assignment]  # a counter adds up fractions as well
            often[word] += 1
    mean = sorted(((total[word] / count, word) for word, count in often.items() if count >= TWICE), reverse=True)
    for_spam = [(word, weight) for weight, word in mean[:SHOWN] if weight > 0]
    return for_spam, [(word, weight) for weight, word in mean[::-1][:SHOWN] if weight < 0]
