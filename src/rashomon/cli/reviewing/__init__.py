"""The review of a draft in the terminal."""
