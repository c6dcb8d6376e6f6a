"""`rashomon serve`: a local site from one's own case files."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon_site.operations.commands.setting_up import set_up

FOR_REAL = """\b
To run a site for others:
  1. pip install "rashomon[site]"
  2. Set RASHOMON_MODE=public, RASHOMON_SECRET_KEY, RASHOMON_HOSTS,
     RASHOMON_URL and RASHOMON_DATA (docs/settings.md lists every setting).
  3. rashomon site prepare         makes the tables and gathers static files
  4. rashomon site add-person NAME --role administrator
  5. rashomon serve                behind a web server that speaks HTTPS

docs/hosting.md has the whole recipe: systemd unit, reverse proxy, TLS,
backups and a container file.
"""


@click.command("serve", epilog=FOR_REAL)
@click.argument("files", nargs=-1, metavar="[DIR|FILE]...", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--data", type=click.Path(path_type=Path), help="Where the database is kept.")
def command(files: tuple[Path, ...], host: str, port: int, workers: int, data: Path | None) -> None:
    """Serve case files as a local site that reloads when a file is saved.

    With files or a folder, their cases are published on a site of their own, kept in `.rashomon-site` beside them.
    Without any, the site in RASHOMON_DATA is served, as on a real host.
    """
    if files:
        _serve_files(files, host, port, data)
    else:
        set_up(RASHOMON_DATA=data)
        start(host, port, workers)


def _serve_files(files: tuple[Path, ...], host: str, port: int, data: Path | None) -> None:
    from rashomon_site.operations.case_folder import CaseFolder

    folder = CaseFolder.of(files)
    set_up(
        RASHOMON_DATA=data or folder.root / ".rashomon-site",
        RASHOMON_URL=f"http://{host}:{port}",
        RASHOMON_LOG_LEVEL="warning",
        RASHOMON_NAME=folder.root.name or "Rashomon",
        RASHOMON_LIVE="yes",
    )
    from rashomon_site.operations.live import Live
    from rashomon_site.operations.prepare import prepare

    check_address(host, port)
    prepare()
    live = Live(folder, click.echo)
    live.load()
    live.watch_in_thread()
    start(host, port, 1)


def start(host: str, port: int, workers: int) -> None:
    """Serve until stopped, and say where."""
    from rashomon_site.operations.server import serve

    check_address(host, port)
    click.echo(f"Serving on http://{host}:{port}  (stop with Ctrl-C)")
    serve(host, port, workers=workers)


def check_address(host: str, port: int) -> None:
    """Raise click.UsageError for an address that is taken, or that others could reach on a local site."""
    from django.conf import settings

    from rashomon_site.operations.server import check_free, is_loopback

    if not is_loopback(host) and not settings.PUBLIC:
        raise click.UsageError(
            f"others could reach {host}, and this is a local site: set RASHOMON_MODE=public first, "
            "see rashomon serve --help"
        )
    try:
        check_free(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}. Try --port {port + 1}") from None
