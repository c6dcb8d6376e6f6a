"""The PostgreSQL server that tests run on: there while the command runs, and gone after it, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.packaging.project import ROOT

SCRIPT = ROOT / "scripts" / "with-postgres.sh"
SECONDS = 30

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        subprocess.run([ROOT / "scripts" / "find-postgres.sh"], capture_output=True, check=False).returncode != 0
        and "CI" not in os.environ,
        reason="PostgreSQL is not installed",
    ),
]


def answers(address: str) -> bool:
    """Whether a server listens at the address that DATABASE_URL held."""
    parts = urlsplit(address)
    with socket.socket() as knock:
        return knock.connect_ex((parts.hostname or "", parts.port or 0)) == 0


def test_the_command_finds_a_server_that_goes_with_it() -> None:
    elsewhere = os.environ | {"DATABASE_URL": "postgres://nobody@192.0.2.1/elsewhere"}
    look = "import os, socket, urllib.parse as u; a = os.environ['DATABASE_URL']; p = u.urlsplit(a); print(a)\n"
    look += "socket.create_connection((p.hostname, p.port)).close()"
    done = subprocess.run([SCRIPT, "python3", "-c", look], capture_output=True, text=True, env=elsewhere, check=False)
    assert done.returncode == 0, done.stderr
    address = done.stdout.strip()
    assert address.startswith("postgres://rashomon:")
    assert "@127.0.0.1:" in address
    assert not answers(address)


def test_how_the_command_ended_is_passed_on() -> None:
    assert subprocess.run([SCRIPT, "sh", "-c", "exit 7"], check=False).returncode == 7


def test_nothing_is_left_where_the_script_is_killed() -> None:
    command = [str(SCRIPT), "sh", "-c", "echo $$ $DATABASE_URL; exec sleep 60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as script:
        assert script.stdout is not None
        process, address = script.stdout.readline().split()
        assert answers(address)
        script.kill()
        until = time.monotonic() + SECONDS
        while answers(address) and time.monotonic() < until:
            time.sleep(0.1)
        assert not answers(address)
        os.kill(int(process), signal.SIGKILL)  # the command, which a killed script cannot stop


def test_a_folder_without_postgres_is_refused(tmp_path: Path) -> None:
    elsewhere = {"PATH": os.environ["PATH"], "POSTGRES_BIN": str(tmp_path)}
    done = subprocess.run([SCRIPT, "true"], capture_output=True, text=True, env=elsewhere, check=False)
    assert done.returncode == 1
    assert "POSTGRES_BIN" in done.stderr
