"""What other parts of the site are told of cases, inside the transaction that it speaks of."""

from __future__ import annotations

from django.dispatch import Signal

case_published = Signal()
"""revision, before (CaseRevision or None): readers see `revision` from now on, and saw `before` until then."""
