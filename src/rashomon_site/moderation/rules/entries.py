"""Read the entries of a list, one a line, and say of each that cannot be used what to write instead."""

from __future__ import annotations

from collections.abc import Callable

from rashomon_site.accounts.names import look
from rashomon_site.moderation.models.rule import Compared
from rashomon_site.moderation.rules.matchers import network
from rashomon_site.moderation.rules.words import WordList
from rashomon_site.spam.local.links import host_of

MOST = 20_000
LONGEST = 200
TOLD = 5  # problems at once


def read_entries(text: str, compares: str) -> tuple[list[str], list[str]]:
    """Return the entries, each once, and what is wrong with them."""
    lines = [" ".join(line.replace("\x00", "").split()) for line in text.splitlines()]
    problems = [words for number, line in enumerate(lines, 1) if line and (words := _problem(number, line, compares))]
    entries = list(dict.fromkeys(line for line in lines if line))
    if not entries:
        problems.append("Write at least one entry, each on a line of its own.")
    if len(entries) > MOST:
        problems.insert(0, f"A rule takes {MOST:,} entries at most, and these are {len(entries):,}. Make two rules.")
    if len(problems) > TOLD:
        problems = [*problems[:TOLD], f"There are {len(problems) - TOLD:,} more lines like these."]
    return entries, problems


def _problem(number: int, line: str, compares: str) -> str:
    shown = f"Line {number}, “{line[:60]}”:"
    if len(line) > LONGEST:
        return f"{shown} shorten it to {LONGEST} signs."
    words = _CHECKS.get(compares, _word)(line)
    return f"{shown} {words}" if words else ""


def _word(line: str) -> str:
    return "" if WordList([line]).holds_any else "write a word that has letters or signs besides the star."


def _name(line: str) -> str:
    return "" if look(line) else "write a name that has letters."


def _email(line: str) -> str:
    before, at, after = line.rpartition("@")
    fits = before and at and host_of(after) and " " not in line
    return "" if fits else "write an e-mail address such as name@example.org."


def _domain(line: str) -> str:
    host = host_of(line.lstrip("@"))
    return "" if "." in host and " " not in line else "write a domain such as example.org."


def _address(line: str) -> str:
    try:
        read = network(line)
    except ValueError:
        return "write an address or a range, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48."
    return "" if read.prefixlen else "this range holds everybody. Write a smaller one."


_CHECKS: dict[str, Callable[[str], str]] = {
    Compared.NAME: _name,
    Compared.EMAIL: _email,
    Compared.DOMAIN: _domain,
    Compared.SITE: _domain,
    Compared.ADDRESS: _address,
}
