"""Start the web server on this machine."""

from __future__ import annotations

import os
from ipaddress import ip_address

THREADS = max(2, min(8, os.cpu_count() or 2))
"""Requests that one process answers at a time. Reckoning holds the interpreter, so more than the cores gain nothing."""


def serve(host: str, port: int, *, workers: int = 1) -> None:
    """Serve the site until stopped; raises OSError if the address is taken."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    check_free(host, port)
    Server(
        "rashomon_site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


def check_free(host: str, port: int) -> None:
    """Raise OSError if something listens there already: the server itself would share the port, silently."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
