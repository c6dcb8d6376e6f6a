"""The rows of moderation."""

from __future__ import annotations

from rashomon_site.moderation.models.report import Report, ReportReason
from rashomon_site.moderation.models.rule import Compared, Rule, RuleKind, RuleVerdict

__all__ = ["Compared", "Report", "ReportReason", "Rule", "RuleKind", "RuleVerdict"]
