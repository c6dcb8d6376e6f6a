"""Turn what pydantic finds wrong with a request into plain sentences, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rashomon_site.api.failures import Detail, Failure

SENTENCES = {
    "missing": ("This is missing.", "Add it."),
    "extra_forbidden": ("There is no such key.", "Leave it out, or check its spelling."),
    "string_type": ("This takes text.", ""),
    "int_type": ("This takes a whole number.", ""),
    "int_parsing": ("This takes a whole number.", ""),
    "int_from_float": ("This takes a whole number.", ""),
    "bool_type": ("This takes true or false.", ""),
    "bool_parsing": ("This takes true or false.", ""),
    "list_type": ("This takes a list.", ""),
    "dict_type": ("This takes an object.", ""),
    "model_attributes_type": ("This takes an object.", ""),
    "model_type": ("This takes an object.", ""),
    "date_parsing": ("This takes a day.", "Write it as 2026-03-14."),
    "date_from_datetime_parsing": ("This takes a day.", "Write it as 2026-03-14."),
    "datetime_parsing": ("This takes a time.", "Write it as 2026-03-14T09:30:00Z."),
    "datetime_from_date_parsing": ("This takes a time.", "Write it as 2026-03-14T09:30:00Z."),
    "timezone_aware": ("This time names no time zone.", "Write it as 2026-03-14T09:30:00Z."),
}
LIMITS = {
    "greater_than_equal": ("ge", "This takes {} or more."),
    "less_than_equal": ("le", "This takes {} or less."),
    "string_too_short": ("min_length", "This takes {} characters or more."),
    "string_too_long": ("max_length", "This takes {} characters or fewer."),
    "too_short": ("min_length", "This takes {} entries or more."),
    "too_long": ("max_length", "This takes {} entries or fewer."),
    "literal_error": ("expected", "This takes {}."),
    "enum": ("expected", "This takes {}."),
    "value_error": ("error", "{}"),
}
LONGEST_PLACE = 200


def invalid(errors: Sequence[Mapping[str, Any]]) -> Failure:
    """Return the failure that names every value which is not accepted."""
    details = [_detail(error) for error in errors]
    count = "One value is" if len(details) == 1 else f"{len(details)} values are"
    return Failure("invalid", f"{count} not accepted.", details)


def _detail(error: Mapping[str, Any]) -> Detail:
    message, fix = _words(str(error["type"]), error.get("ctx") or {}, str(error["msg"]))
    return Detail(_place(error["loc"]), message, fix)


def _words(kind: str, context: Mapping[str, Any], otherwise: str) -> tuple[str, str]:
    if kind in SENTENCES:
        return SENTENCES[kind]
    if kind in LIMITS:
        name, sentence = LIMITS[kind]
        return sentence.format(context.get(name, "another value")), ""
    if kind == "string_pattern_mismatch":
        return "This is not of the form that is asked for.", f"It must match {context.get('pattern')}"
    return f"{otherwise}.", ""


def _place(location: Sequence[Any]) -> str:
    """Return `body.text` or `query.limit`; ninja also names the argument of ours that takes the body."""
    parts = [str(part) for part in location]
    if parts[:1] == ["body"]:
        parts = ["body", *parts[2:]]
    return ".".join(parts)[:LONGEST_PLACE].encode("utf-8", "replace").decode()
