"""The API as ninja sees it: its name, its version, and how its document is made."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser

from rashomon_site.api.failures import Failure, answer_of
from rashomon_site.api.gate import failure_of
from rashomon_site.api.validation import invalid

VERSION = "1.0"
PREFIX = "/api/v1/"
DESCRIPTION = (
    "Read and write the cases of this publication. Everybody may read what is published; writing takes a token. "
    "Every failure has the same shape. Within a version keys are added and never removed: ignore those you do not know."
)


class JsonParser(Parser):
    """Reads bodies; what cannot be read is the sender's mistake, never ours."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the object in the body; raises Failure."""
        try:
            found = json.loads(request.body, parse_constant=_no_constant)
        except RecursionError:
            raise Failure("malformed", "The JSON is nested too deep.") from None
        except ValueError as error:
            raise Failure("malformed", f"The body is no JSON: {error}.") from None
        if not isinstance(found, dict):
            raise Failure("malformed", "The body must be a JSON object.")
        return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number that JSON knows")


class Api(NinjaAPI):
    """Ninja's API with plain names for operations, and a document that depends on nothing but the code."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of the function."""
        return str(operation.view_func.__name__)

    def document(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        found: dict[str, Any] = json.loads(json.dumps(self.get_openapi_schema(path_prefix=PREFIX)))
        return found


def make_api() -> Api:
    """Return the API with its operations; its document and its pages are served by us, without foreign scripts."""
    api = Api(
        title="Rashomon",
        version=VERSION,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api:v1",
        parser=JsonParser(),
        openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
    )
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http_error)
    for kind in (Exception, Http404):  # ninja has handlers of its own for both
        api.add_exception_handler(kind, _other)
    _add_operations(api)
    return api


def _add_operations(api: Api) -> None:
    from rashomon_site.api.operations import ROUTERS

    for router in ROUTERS:
        api.add_router("", router)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return answer_of(invalid(error.errors))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Word what ninja raises while it reads a body; a Failure in it is the cause."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, Failure):
        return answer_of(cause)
    return answer_of(Failure("malformed", "The body cannot be read."))


def _other(request: HttpRequest, error: Any) -> HttpResponse:
    return answer_of(failure_of(error))
