"""Bytes taken for a page: what they are, decoded, with what is hidden dropped and counted."""
