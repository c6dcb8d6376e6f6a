"""Indicators: what to look for next, and what it would tell (METHODS section 7)."""
