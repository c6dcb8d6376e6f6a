"""Keyed stand-ins for e-mail addresses, and what of an address is safe to write to."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

DOTLESS = {"gmail.com", "googlemail.com"}


def tidy(email: str) -> str:
    """Return an address as it is kept and compared, or "" for what is none; so it holds no line break either."""
    plain = email.strip()
    try:
        validate_email(plain)
    except ValidationError:
        return ""
    return plain.lower() if len(plain) <= 254 and plain.isprintable() and plain.isascii() else ""


def email_token(email: str) -> str:
    """Return the stand-in by which mails of one address are found after the address is erased."""
    return _token("rashomon.mail.address", tidy(email))


def mailbox_token(email: str) -> str:
    """Return the stand-in of the box that the mail ends in, for limits: `a+x@` and `a+y@` are one person's."""
    local, _, domain = tidy(email).rpartition("@")
    local = local.partition("+")[0]
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return _token("rashomon.mail.box", f"{local}@{domain}" if domain else "")


def _token(salt: str, text: str) -> str:
    return salted_hmac(salt, text, algorithm="sha256").hexdigest() if text else ""
