"""A keyed stand-in for an address: tells that two comments came from one place, and not from where."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from rashomon_site.operations.client_address import network_of


def address_token(address: str) -> str:
    """Return the stand-in of an address's network, or "" without one. Without the secret key nobody can undo it."""
    network = network_of(address)
    return salted_hmac("rashomon.comments.address", network, algorithm="sha256").hexdigest() if network else ""
