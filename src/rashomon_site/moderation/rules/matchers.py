"""What each kind of rule looks for. A rule is made ready once, then asked of many comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Any

from rashomon_site.accounts.names import look
from rashomon_site.moderation.models.rule import Compared, Rule, RuleKind
from rashomon_site.moderation.rules.subject import Subject
from rashomon_site.moderation.rules.words import WordList
from rashomon_site.spam.local.links import host_of, is_within


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found in a comment: in words, and as values."""

    words: str
    detail: dict[str, Any] = field(default_factory=dict)


Matcher = Callable[[Subject], Match | None]


def matcher_of(rule: Rule) -> Matcher:
    """Make a rule ready."""
    if rule.kind in (RuleKind.BLOCK, RuleKind.ALLOW):
        return _LISTS[Compared(rule.compares)](rule)
    return _KINDS[RuleKind(rule.kind)](rule)


def network(entry: str) -> IPv4Network | IPv6Network:
    """Return the range that an entry stands for; raises ValueError."""
    read = ip_network(entry.strip(), strict=False)
    if isinstance(read, IPv6Network) and read.prefixlen >= 96 and (mapped := read.network_address.ipv4_mapped):
        return ip_network(f"{mapped}/{read.prefixlen - 96}")
    return read


def _all(rule: Rule) -> Matcher:
    match = Match("Every comment is read before it appears.")
    return lambda subject: match


def _first_time(rule: Rule) -> Matcher:
    match = Match(
        "Nothing by this writer was published before (the same name with the same e-mail or network address)."
    )
    return lambda subject: None if subject.is_known else match


def _links(rule: Rule) -> Matcher:
    least = max(1, rule.number or 1)

    def matcher(subject: Subject) -> Match | None:
        count = len(subject.links)
        if count < least:
            return None
        hosts = list(dict.fromkeys(link.host or link.address[:80] for link in subject.links))[:10]
        words = (
            f"It has {count} {'link' if count == 1 else 'links'}, to {', '.join(hosts)}; the rule says {least} or more."
        )
        return Match(words, {"links": count, "hosts": hosts})

    return matcher


def _words(rule: Rule) -> Matcher:
    listed = WordList(rule.lines)

    def matcher(subject: Subject) -> Match | None:
        found = listed.first(subject.words)
        if not found:
            return None
        told = f"It says “{found.text}”" + (f", listed as “{found.entry}”." if found.text != found.entry else ".")
        return Match(told, {"word": found.entry, "found": found.text})

    return matcher


def _closing(rule: Rule) -> Matcher:
    days = rule.number or 0

    def matcher(subject: Subject) -> Match | None:
        if subject.days <= days:
            return None
        return Match(f"It came {int(subject.days)} days after the case was published; the rule says {days}.")

    return matcher


def _names(rule: Rule) -> Matcher:
    listed = {look(line): line for line in reversed(rule.lines)}
    return _listed(lambda subject: listed.get(subject.name_look, ""), "The name is listed: “{}”.")


def _emails(rule: Rule) -> Matcher:
    listed = {line.casefold(): line for line in rule.lines}
    return _listed(lambda subject: listed.get(subject.email, ""), "The e-mail address is listed: “{}”.")


def _domains(rule: Rule) -> Matcher:
    listed = frozenset(host_of(line.lstrip("@")) for line in rule.lines) - {""}
    return _listed(
        lambda subject: is_within(subject.email_host, listed), "The domain of the e-mail address is listed: “{}”."
    )


def _sites(rule: Rule) -> Matcher:
    listed = frozenset(host_of(line) for line in rule.lines) - {""}

    def found(subject: Subject) -> str:
        return next((name for link in subject.links if (name := is_within(link.host, listed))), "")

    return _listed(found, "It links to a listed website: “{}”.")


def _addresses(rule: Rule) -> Matcher:
    ranges: dict[tuple[int, int], dict[int, str]] = {}  # by version and length of the prefix, for one look-up each
    for line in rule.lines:
        read = network(line)
        ranges.setdefault((read.version, read.prefixlen), {})[int(read.network_address)] = line

    def found(subject: Subject) -> str:
        address = subject.address
        if address is None:
            return ""
        value, bits = int(address), address.max_prefixlen
        for (version, length), starts in ranges.items():
            if version == address.version and (line := starts.get(value >> (bits - length) << (bits - length))):
                return line if length < bits else _surroundings(address)
        return ""

    return _listed(found, "The network address is in a listed range: “{}”.")


def _surroundings(address: IPv4Address | IPv6Address) -> str:
    """Return the network around a single address, as the reason is kept for longer than addresses are."""
    return str(ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))


def _listed(found: Callable[[Subject], str], words: str) -> Matcher:
    def matcher(subject: Subject) -> Match | None:
        entry = found(subject)
        return Match(words.format(entry), {"entry": entry}) if entry else None

    return matcher


_KINDS: dict[RuleKind, Callable[[Rule], Matcher]] = {
    RuleKind.ALL: _all,
    RuleKind.FIRST: _first_time,
    RuleKind.LINKS: _links,
    RuleKind.WORDS: _words,
    RuleKind.CLOSING: _closing,
}
_LISTS: dict[Compared, Callable[[Rule], Matcher]] = {
    Compared.NAME: _names,
    Compared.EMAIL: _emails,
    Compared.DOMAIN: _domains,
    Compared.ADDRESS: _addresses,
    Compared.SITE: _sites,
    Compared.WORD: _words,
}
