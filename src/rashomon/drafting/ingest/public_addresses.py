"""Which network addresses are public: a page is fetched from no other, whatever its name says."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from rashomon.drafting.failures import Unfetched

TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where networks without version 4 put the addresses of that version."""
Address = IPv4Address | IPv6Address


def resolve(host: str, port: int, *, private: bool = False) -> list[str]:
    """Return the network addresses of a host, all of them public unless `private`. Raises Unfetched.

    One that is not public is enough to refuse the host: a name may lead to several, and not everybody's is ours to try.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise Unfetched(f"No such host: {host}. Check the address.") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    refused = [] if private else [one for one in addresses if not is_public(one)]
    if refused or not addresses:
        raise Unfetched(f"{host} leads to a private network ({', '.join(refused)}). Such addresses are not opened.")
    return addresses


def is_public(address: str) -> bool:
    """Return whether anybody on the internet may be asked there: not this machine, and no network of its owner's."""
    try:
        found: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False  # a zone names a network of this machine
    if found in TRANSLATED:
        return _is_open(IPv4Address(int(found) & 0xFFFFFFFF))
    return all(_is_open(one) for one in (found, *_within(found)))


def _is_open(address: Address) -> bool:
    closed = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    is_of_a_site = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (closed or is_of_a_site or address.is_reserved or address.is_unspecified)


def _within(address: Address) -> list[Address]:
    """Return the addresses of version 4 that one of version 6 stands for."""
    if isinstance(address, IPv4Address):
        return []
    inner: list[Address] = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    return [*inner, *(address.teredo or ())]
