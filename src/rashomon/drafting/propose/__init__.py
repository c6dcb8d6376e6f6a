"""Readers of a document: the rules, with or without a language model, and an endpoint that may only point."""
