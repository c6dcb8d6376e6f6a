"""Steps between the password and being signed in, where the site does otherwise than allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class AddressStage(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """Asks people to confirm their address, if they have one: the command line makes accounts without."""

    def handle(self) -> Any:
        """Let in who has no address; everybody else as allauth does."""
        user = self.login.user
        if user is not None and not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        return super().handle()
