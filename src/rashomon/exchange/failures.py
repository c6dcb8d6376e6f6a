"""What a site may refuse, as one family of errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rashomon.problems import RashomonError


@dataclass
class SiteError(RashomonError):
    """The site did not do what was asked, or did not answer; the message says why and what to do."""

    message: str
    code: str = ""  # as the API names it; "" where there was no such answer
    content: dict[str, Any] = field(default_factory=dict)  # the key `error` of the answer

    def __str__(self) -> str:
        return self.message


def refusal(status: int, body: Any) -> SiteError:
    """Return the error for an answer of the API that is a failure."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return SiteError(f"the site answered with status {status}, and not as a site of Rashomon does")
    words = [str(error.get("message", ""))]
    words += [f"{d.get('place', '')}: {d.get('message', '')} {d.get('fix', '')}".strip() for d in _details(error)]
    return SiteError("\n".join(words)[:5000], str(error.get("code", "")), error)


def _details(error: dict[str, Any]) -> list[dict[str, Any]]:
    found = error.get("details")
    return [detail for detail in found[:50] if isinstance(detail, dict)] if isinstance(found, list) else []
