"""The API described for people, from its own OpenAPI document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon_site.api.failures import KINDS
from rashomon_site.api.models import Scope
from rashomon_site.api.pages.openapi import openapi_text
from rashomon_site.api.rates import READS, WORK

METHODS = ("get", "post", "delete")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that the address or the body takes."""

    name: str
    where: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Described:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    needs_token: bool
    parameters: tuple[Parameter, ...]
    statuses: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Describe every operation, what may go wrong, and the limits."""
    context = {
        "groups": groups(),
        "kinds": list(KINDS.values()),
        "scopes": list(Scope),
        "reads": READS,
        "work": WORK,
        "largest": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    }
    return render(request, "api/documentation.html", context)


@lru_cache(maxsize=1)
def groups() -> list[tuple[str, list[Described]]]:
    """Return the operations by what they speak of, in the order of the document."""
    document = json.loads(openapi_text())
    found: dict[str, list[Described]] = {}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                described = _described(document, path, method, methods[method])
                found.setdefault(methods[method]["tags"][0], []).append(described)
    return list(found.items())


def _described(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Described:
    return Described(
        operation["operationId"],
        method.upper(),
        path,
        operation["summary"],
        operation.get("description", ""),
        {} not in operation["security"],
        (*_of_address(operation), *_of_body(document, operation)),
        ", ".join(operation["responses"]),
    )


def _of_address(operation: dict[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            entry["name"],
            entry["in"],
            entry["required"],
            entry.get("description") or entry["schema"].get("description", ""),
        )
        for entry in operation["parameters"]
    )


def _of_body(document: dict[str, Any], operation: dict[str, Any]) -> tuple[Parameter, ...]:
    if "requestBody" not in operation:
        return ()
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rsplit("/", 1)[1]]
    needed = schema.get("required", [])
    return tuple(
        Parameter(name, "body", name in needed, entry.get("description", ""))
        for name, entry in schema["properties"].items()
    )
