"""Akismet, or another service that speaks its protocol: asked by a task, never while a reader waits."""
