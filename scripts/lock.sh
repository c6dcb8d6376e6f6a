#!/bin/sh
# Writes requirements/*.txt from pyproject.toml: versions and hashes for every supported system,
# and no address to download from. Versions already locked are kept; `--upgrade` takes the newest.
# usage: scripts/lock.sh UV [--upgrade]
set -eu

uv=$1
shift

lock() {
    name=$1
    shift
    echo "  requirements/$name.txt"
    "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --annotation-style line --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" --output-file "requirements/$name.txt" "$@"
}

# The largest set first; the others take their versions from it, so one environment can hold them all.
lock bench pyproject.toml --extra fast --group bench "$@"
lock test pyproject.toml --extra fast --group test --constraints requirements/bench.txt
lock run pyproject.toml --extra fast --constraints requirements/bench.txt
lock build --group build --constraints requirements/bench.txt
lock lock --group lock --constraints requirements/bench.txt "$@"

if grep -n '://' requirements/*.txt; then
    echo "The lines above hold an address; a lock file may hold versions and hashes only." >&2
    exit 1
fi
