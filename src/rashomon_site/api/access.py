"""What an operation asks of its caller, checked before it runs and named in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from rashomon_site.api.caller import ASK, caller_of
from rashomon_site.api.failures import Failure
from rashomon_site.api.models import Scope


class Token(HttpBearer):
    """Asks for a token, and for a scope if one is named. The class's name is that of the scheme in the document."""

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """Return the token; raises Failure. The gate has read it already."""
        caller = caller_of(request)
        if caller.token is None:
            needed = f" with the scope `{self.scope.value}`" if self.scope else ""
            message = f"This needs a token{needed}. Send it as `Authorization: Bearer …`."
            raise Failure("token-needed", message, headers=ASK)
        if self.scope and not caller.has(self.scope):
            raise Failure("scope-missing", f"The token was made without the scope `{self.scope.value}`.")
        return caller.token

    def authenticate(self, request: HttpRequest, token: str) -> None:
        """Leave it to the gate."""
