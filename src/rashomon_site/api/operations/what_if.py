"""What if a number were another: the answer of a revision with values of one's own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router

from rashomon.comparison import apply_settings, try_settings
from rashomon.model import Case
from rashomon.problems import CaseProblems, RashomonError, UsageError
from rashomon_site.api.caller import caller_of
from rashomon_site.api.failures import Detail, Failure
from rashomon_site.api.lookups import revision_or_404
from rashomon_site.api.operations.declaring import works
from rashomon_site.api.schemas.answers import posterior
from rashomon_site.api.schemas.findings import TrialAnswer
from rashomon_site.api.schemas.requests import Trial
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.api.unsound import not_sound
from rashomon_site.cases.library_mapping import case_of

router = Router(tags=["What if"])
Pairs = list[tuple[str, str]]


@router.post(
    "/cases/{slug:slug}/revisions/{int:number}/what-if", summary="Try other numbers", **works(TrialAnswer, 404)
)
def try_numbers(request: HttpRequest, body: Trial, slug: Path[Slug], number: Path[int]) -> dict[str, Any]:
    """Return the answer as it is and with other values, as `rashomon what-if` does. Nothing is kept."""
    revision = revision_or_404(caller_of(request), slug, number)
    if not revision.is_sound:
        raise not_sound(revision.text, "This revision has problems, so it has no answer.")
    pairs = [(setting.path.strip(), setting.value.strip()) for setting in body.settings]
    case = case_of(revision)
    try:
        found = try_settings(case, pairs, as_of=body.as_of)
    except UsageError as error:
        raise Failure("invalid", "Some values are not accepted.", _refusals(case, pairs, error)) from None
    except CaseProblems as error:
        raise Failure("not-sound", "With these values the case does not hold together.", _details(error)) from None
    except RashomonError as error:
        raise Failure("not-weighable", str(error)) from None
    return {
        "case": slug,
        "revision": number,
        "settings": [asdict(setting) for setting in found.settings],
        "before": posterior(found.before),
        "after": posterior(found.after),
        "moved": posterior(found.moved),
    }


def _refusals(case: Case, pairs: Pairs, first: UsageError) -> list[Detail]:
    """Return every setting that is refused by itself, as the library stops at the first."""
    found = [
        Detail(f"body.settings.{place}", message)
        for place, pair in enumerate(pairs)
        if (message := _refusal(case, pair))
    ]
    return found or [Detail("body.settings", str(first))]


def _refusal(case: Case, pair: tuple[str, str]) -> str:
    try:
        apply_settings(case, [pair])
    except UsageError as error:
        return str(error)
    except RashomonError:  # it may hold together with the others
        return ""
    return ""


def _details(error: CaseProblems) -> list[Detail]:
    return [Detail(".".join(map(str, problem.path)), problem.message, problem.fix) for problem in error.problems]
