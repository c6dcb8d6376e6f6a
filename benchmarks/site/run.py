"""Print how fast the site is, on SQLite or the database of DATABASE_URL: `make bench-site`. Nothing fails a build."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks" / "site")]

from loading import load

from tests.site.running import OwnSite, own_site

CASES = int(os.environ.get("CASES", "1000"))
COMMENTS = int(os.environ.get("COMMENTS", "100000"))
CONNECTIONS = 4
REQUESTS = 400
WHAT_IF = [f"/cases/wagner-2023/compare/?p.bargain={odds}&r=2" for odds in range(20, 60)]
USUAL = [f"/cases/usual/compare/?p.h0={odds}&r=1" for odds in range(20, 60)]
WORKLOADS: dict[str, list[str]] = {
    "home": ["/"],
    "list": ["/cases/"],
    "case": ["/cases/wagner-2023/", "/cases/mary-celeste-1872/", "/cases/copy-7/", "/cases/copy-13/"],
    "thread": [f"/cases/copy-0/comments/?page={page}" for page in (1, 2, 7, 40, 100, 150, 199)],
    "search": ["/search/?q=column", "/search/?q=ship", "/search/?q=signal+1977", "/search/?q=nothing+like+it"],
    "compare": ["/cases/wagner-2023/compare/"],
    "what-if": WHAT_IF,
    "usual": USUAL,
}


def main() -> None:
    """Fill a site, start its server, and time each kind of page."""
    kind = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    with tempfile.TemporaryDirectory() as folder, own_site(Path(folder)) as site:
        seconds = _fill(site)
        size = f"{CASES:,} cases and {COMMENTS:,} comments"
        print(f"{kind}: {size} in {seconds:.0f} s; {os.cpu_count()} cores, one server process")
        print(f"{'page':10} {'req/s':>7} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'server ms':>10} {'kB sent':>8}")
        address = site.serve()
        for name, paths in WORKLOADS.items():
            load(address, paths, requests=len(paths) * 2, connections=1)  # caches are filled by the first reader
            one = load(address, paths, requests=40, connections=1)
            many = load(address, paths, requests=REQUESTS, connections=CONNECTIONS)
            print(
                f"{name:10} {many.per_second:7.0f} {many.p50:8.1f} {many.p95:8.1f} {many.p99:8.1f} "
                f"{one.server_p50:10.1f} {many.kilobytes:8.1f}"
            )
    print(f"{REQUESTS} requests over {CONNECTIONS} connections; “server ms” is the median with one connection.")
    print("“usual” is a what-if on a case of 6 explanations, 60 items and 25 sources.")


def _fill(site: OwnSite) -> float:
    site.run("site", "demo", "--no-serve")
    start = time.perf_counter()
    script = str(ROOT / "benchmarks" / "site" / "filling.py")
    subprocess.run([sys.executable, script, str(CASES), str(COMMENTS)], env=site.environment, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
