"""How large a case file may be. Files come from strangers, so every size is bounded."""

MOST_BYTES = 5_000_000
DEEPEST = 24
"""Lists and mappings within one another; the format itself needs seven."""
MOST_ENTRIES = 10_000
"""Entries in one list or mapping, so also evidence items."""
MOST_VALUES = 400_000
"""Values in the whole document, counting what an alias repeats each time."""
LONGEST_NUMBER = 40
"""Characters; a longer run of digits is kept as text."""
MOST_PROBLEMS = 200
