"""Decisions on comments: the queue, the rules, reports of readers."""
