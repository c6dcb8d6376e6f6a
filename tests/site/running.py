"""A site of its own for one test: its own data, its own processes, on SQLite or on the PostgreSQL of DATABASE_URL."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

READY_SECONDS = 60


@dataclass
class OwnSite:
    """The environment of a site that no other test uses."""

    environment: dict[str, str]
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def run(self, *arguments: str, program: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Run `rashomon …`, or a Python program, to its end; fails the test if that fails."""
        command = [sys.executable, "-c", program, *arguments] if program else [*RASHOMON, *arguments]
        done = subprocess.run(
            command, env=self.environment | more, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def start(
        self, *arguments: str, program: str = "", output: IO[str] | None = None, **more: str
    ) -> subprocess.Popen[str]:
        """Start `rashomon …`, or a Python program, and let it run; what it prints goes to `output` or a pipe."""
        command = [sys.executable, "-u", "-c", program, *arguments] if program else [*RASHOMON, *arguments]
        process = subprocess.Popen(
            command,
            env=self.environment | more,
            stdout=output or subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def serve(self, *arguments: str, **more: str) -> str:
        """Start a server and return its address once it answers."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        # To a file, as nobody reads a pipe, and a server whose pipe is full stands still.
        log = Path(self.environment["RASHOMON_DATA"]) / f"server-{port}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as output:
            process = self.start(
                "serve", "--port", str(port), *arguments, output=output, **{"RASHOMON_URL": address, **more}
            )
        wait_until_ready(address, process, log)
        return address

    def stop(self) -> None:
        """End every process that still runs, with all that it started."""
        for process in self.processes:
            end(process)


RASHOMON = (sys.executable, "-m", "rashomon")


def end(process: subprocess.Popen[str], signal: int = 15) -> None:
    """Signal a process and its children, and wait; what does not end is killed."""
    for attempt in (signal, 9):
        try:
            os.killpg(process.pid, attempt)
            process.wait(timeout=10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
        break
    if process.stdout:
        process.stdout.close()


def free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(address: str, process: subprocess.Popen[str], log: Path | None = None) -> None:
    """Wait until the site says that it is ready; fails the test with its output if it ends before."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = process.stdout.read() if process.stdout else ""
            raise AssertionError(said or (log.read_text(encoding="utf-8") if log else "") or "the server ended")
        try:
            with urllib.request.urlopen(address + "/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{address} was not ready after {READY_SECONDS} s")


def get(address: str) -> str:
    """Return the text of a page."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


@contextmanager
def own_site(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[OwnSite]:
    """Make a site with a data folder and a database of its own, and take it away afterwards."""
    base = {name: value for name, value in os.environ.items() if not name.startswith("RASHOMON_")}
    base |= {"RASHOMON_DATA": str(folder), "RASHOMON_LOG_LEVEL": "warning", **(more or {})}
    with _own_database(base.get("DATABASE_URL", "")) as url:
        site = OwnSite(base | ({"DATABASE_URL": url} if url else {}))
        try:
            yield site
        finally:
            site.stop()


@contextmanager
def _own_database(url: str) -> Iterator[str]:
    """Make a database on the server of `url`, which may be nothing for SQLite."""
    if not url:
        yield ""
        return
    import psycopg

    name = f"own_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
