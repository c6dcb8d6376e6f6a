"""Mails that readers and moderators asked for."""
