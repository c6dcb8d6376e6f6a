"""Look through a case file without keeping it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from rashomon.explain.contract import analysis_to_json
from rashomon.problems import Advice, Problem, RashomonError
from rashomon.weighing import weigh
from rashomon_site.api.caller import ASK, caller_of
from rashomon_site.api.failures import Failure
from rashomon_site.api.operations.declaring import works
from rashomon_site.api.schemas.findings import CheckAnswer
from rashomon_site.api.schemas.requests import TextToCheck
from rashomon_site.cases.library_mapping import Reading, read_text

router = Router(tags=["Check"])
MOST_OF_STRANGERS = 150_000  # bytes: five times the longest sample; reading YAML takes time


@router.post("/check", summary="Check a case file", **works(CheckAnswer))
def check_text(request: HttpRequest, body: TextToCheck) -> dict[str, Any]:
    """Return every problem and all advice, each with its line, as `rashomon check` does. Nothing is kept."""
    caller = caller_of(request)
    if caller.token is None:
        _check_stranger(body)
    reading = read_text(body.text)
    return _weighed(reading) if body.weigh and reading.case else _answer(reading, reading.problems, reading.advice)


def _check_stranger(body: TextToCheck) -> None:
    if body.weigh:
        raise Failure("token-needed", "To have a text weighed takes a token, of any scope.", headers=ASK)
    if len(body.text.encode()) > MOST_OF_STRANGERS:
        raise Failure("too-large", f"Without a token, up to {MOST_OF_STRANGERS:,} bytes of text are taken.")


def _weighed(reading: Reading) -> dict[str, Any]:
    """Return the check with the advice that shows only once the case is weighed. The result is not stored."""
    assert reading.case is not None
    try:
        analysis = weigh(reading.case, document_sha256=reading.sha256)
    except RashomonError as error:
        return _answer(reading, (Problem("not-weighable", (), str(error)),), ())
    known = {(advice.code, advice.path) for advice in reading.advice}
    more = [advice for advice in analysis.advice if (advice.code, advice.path) not in known]
    return _answer(reading, (), (*reading.advice, *more)) | {"analysis": analysis_to_json(analysis)}


def _answer(reading: Reading, problems: tuple[Problem, ...], advice: tuple[Advice, ...]) -> dict[str, Any]:
    return {
        "sound": not problems,
        "document_sha256": reading.sha256,
        "problems": [problem.as_data() for problem in problems],
        "advice": [piece.as_data() for piece in advice],
        "analysis": None,
    }
