"""Make one mail: plain text, a subject of one line, links under the site's own address."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import make_msgid
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says, and where one stops such mails."""

    to: str
    subject: str
    template: str  # below notifications/mail/ or privacy/mail/
    context: dict[str, Any] = field(default_factory=dict)
    stop_link: str = ""  # for List-Unsubscribe; "" for a mail that comes once


def link(name: str, *args: object) -> str:
    """Return a full address. It begins with RASHOMON_URL, whatever host name a request came with."""
    return str(settings.SITE_URL) + reverse(name, args=list(args))


def one_line(text: str, longest: int = 200) -> str:
    """Return text as one line: line breaks are spaces, and what steers the direction or is invisible is gone."""
    plain = "".join(letter if category(letter)[0] not in "CZ" else " " for letter in text if category(letter) != "Cf")
    words = " ".join(plain.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def build(message: Message) -> EmailMessage:
    """Return the mail, ready to be sent."""
    context = {
        "site_name": one_line(settings.SITE_NAME),
        "site_url": settings.SITE_URL,
        "stop_link": message.stop_link,
        **message.context,
    }
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=host)}
    if message.stop_link:
        headers["List-Unsubscribe"] = f"<{message.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        subject=one_line(message.subject, LONGEST_SUBJECT),
        body=render_to_string(message.template, context),
        to=[message.to],
        headers=headers,
    )
