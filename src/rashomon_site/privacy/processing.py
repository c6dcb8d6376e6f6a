"""How comment data is processed, in sentences that follow from the settings in force."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from rashomon_site.privacy.purging import REMOVED_DAYS, UNCONFIRMED_DAYS
from rashomon_site.spam.checkers import at_once, services

CHECKERS = {
    "rules": "rules that the moderators wrote, such as words and numbers of links",
    "local": "fixed checks on this machine, such as repeats and the time taken to write",
    "filter": "a filter on this machine that learns from the moderators’ decisions",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    key: str
    heading: str
    sentences: tuple[str, ...]


def days(number: int) -> str:
    """Write a number of days."""
    return "1 day" if number == 1 else f"{number} days"


def sections() -> tuple[Section, ...]:
    """Return what the page says now."""
    return (
        Section("typed", "What you type", _typed()),
        Section("connection", "Where you write from", _connection()),
        Section("checked", "Who checks it", _checked()),
        Section("cookie", "Cookies", (_cookie(),)),
        Section("mail", "Mail", _mail()),
        Section("kept", "How long it is kept", _kept()),
        Section("seen", "Who can see what", _seen()),
    )


def _typed() -> tuple[str, ...]:
    return (
        "Name and text are published with your comment. An e-mail address is optional and never published.",
        "No picture of you is fetched from anywhere: what stands beside a name is drawn here.",
    )


def _connection() -> tuple[str, ...]:
    kept = (
        f"They are kept for {days(settings.ADDRESS_DAYS)} and then erased."
        if settings.ADDRESS_DAYS
        else "They are erased within a day."
    )
    return (
        (
            "With a comment we keep your network address, your browser’s name for itself and the page you came from. "
            f"{kept}"
        ),
        (
            "What stays is a keyed number made of your network. It tells that two comments came from one place. "
            "Without a key that only this site has, nobody can tell from which."
        ),
        "Our log lines hold no names, no addresses and no texts.",
    )


def _checked() -> tuple[str, ...]:
    names = list(dict.fromkeys(checker.name for checker in (*at_once(), *services())))
    known = [CHECKERS[name] for name in names if name in CHECKERS]
    sentences = (
        [f"Comments are checked against spam by {_listed(known)}. That happens on this machine."] if known else []
    )
    sentences.append(_elsewhere())
    if settings.FILTER_ENDPOINT:
        sentences.append("Other websites may ask this site’s filter about comments that were written to them.")
    sentences.append("Moderators, who are people, read what the checks hold back, and may decide otherwise.")
    return tuple(sentences)


def _elsewhere() -> str:
    if not settings.AKISMET_KEY:
        return "Nothing of a comment is sent to any other company."
    host = urlsplit(settings.AKISMET_URL).hostname or settings.AKISMET_URL
    service = "Akismet" if host.endswith("akismet.com") else f"{host}, which speaks the protocol of Akismet"
    test = " It is told that this is a test, so that it learns nothing." if settings.AKISMET_TEST else ""
    return (
        f"Comments are also sent to {service}: the text, your name and e-mail address as typed, your network address, "
        "your browser’s name for itself, the page you came from, and the address of the case. "
        f"If a moderator decides otherwise, it is told that too.{test}"
    )


def _cookie() -> str:
    if not settings.EDIT_MINUTES:
        return "No cookie is set, neither by reading nor by writing a comment."
    return (
        "Reading sets no cookie. Sending a comment sets one, by which this browser can change or remove the comment "
        f"for {settings.EDIT_MINUTES} minute{'' if settings.EDIT_MINUTES == 1 else 's'}; then it ends."
    )


def _mail() -> tuple[str, ...]:
    if not settings.MAILS:
        return ("This site sends no mail, as no mail server is set up.",)
    return (
        (
            "We write to you only if you asked for it and confirmed it by a link in a first mail. Every later mail "
            "has a link that stops it, with one click and without an account."
        ),
        (
            f"A wish that is not confirmed is erased after {days(UNCONFIRMED_DAYS)}. That a mail was sent is kept "
            "for 30 days, under a keyed number in place of the address."
        ),
    )


def _kept() -> tuple[str, ...]:
    spam = (
        f"Spam is erased for good after {days(settings.SPAM_DAYS)}."
        if settings.SPAM_DAYS
        else "Spam is kept, so that the filter can be checked against it."
    )
    return (
        "A published comment stays with the case.",
        (
            f"Of a comment that was removed, name, address and text are erased after {days(REMOVED_DAYS)}. Its number "
            "and place stay, so that replies can be followed."
        ),
        spam,
        "Copies made for safety may hold what was erased until they are replaced.",
    )


def _seen() -> tuple[str, ...]:
    return (
        "Everybody reads the name, the text and the time.",
        (
            "Moderators also see the e-mail address, the network address while it is kept, and what the checks said. "
            "What they decide is written down with their names."
        ),
    )


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'; '.join(parts[:-1])}; and {parts[-1]}"
