"""Indicators: what to look for next, and what it would tell (docs/methods.md section 7)."""
