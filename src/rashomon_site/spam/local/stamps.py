"""A signed note in the comment form of when the form was made, which nobody can forge or move to another case.

The page of a case is kept and shown to many readers, so a stamp is no secret and may be some days old. It shows only
that a form was fetched, and how long ago.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase

SALT = "rashomon.comments.stamp"
LONGEST = 100  # signs; a stamp has about 60
IN_FUTURE = timedelta(minutes=1)  # how far the clocks of two machines may be apart


def make_stamp(case: PublishedCase) -> str:
    """Return the stamp of a form that is made now, for this case alone."""
    return _signer(case).sign(f"{int(timezone.now().timestamp()):x}")


def read_stamp(text: str, case: PublishedCase) -> datetime | None:
    """Return when the form was made; None for a stamp that is missing, forged, or of another case's form."""
    if not text or len(text) > LONGEST:
        return None
    try:
        made = datetime.fromtimestamp(int(_signer(case).unsign(text), 16), UTC)
    except (BadSignature, ValueError, OverflowError, OSError):
        return None
    return made if made <= timezone.now() + IN_FUTURE else None


def _signer(case: PublishedCase) -> Signer:
    return Signer(salt=f"{SALT}.{case.pk}")
