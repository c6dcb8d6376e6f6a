"""Where a request comes from; proxies are believed as far as the settings say."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """Return the client's IP address, or "" where none can be told."""
    address = _address(request)
    return str(address) if address else ""


def client_network(request: HttpRequest) -> str:
    """Return what one household has: the address, of IPv6 the /64; "unknown" where none can be told."""
    return network_of(client_address(request)) or UNKNOWN


def network_of(address: str) -> str:
    """Return the network by which an address is counted: itself, of IPv6 the /64; "" for what is no address."""
    try:
        read = ip_address(address)
    except ValueError:
        return ""
    if isinstance(read, IPv6Address):
        return str(ip_network((int(read) >> 64 << 64, 64)).network_address)
    return str(read)


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(_told(request))
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _told(request: HttpRequest) -> str:
    near = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return near
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else near
