"""The rules of the moderators: what they look for, what they found, and how often they were right."""

from __future__ import annotations

from rashomon_site.moderation.rules.closing import close_after_days, closes_at

__all__ = ["close_after_days", "closes_at"]
