"""Pages for people who use the API: its description, and their tokens."""
