"""A reader behind an OpenAI-compatible endpoint that the user configures. It may only point; every word is verified."""
