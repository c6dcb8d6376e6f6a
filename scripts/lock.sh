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

# The largest set first; the others take their versions from it, so that one environment can hold any of them
# and the library is tested with the same versions in both.
lock site-test pyproject.toml --extra fast --extra drafting-model --extra site --group site-test "$@"
shared="--constraints requirements/site-test.txt"
lock site pyproject.toml --extra fast --extra site $shared
lock library-bench pyproject.toml --extra fast --extra drafting-model --group library-bench $shared "$@"
lock library-test pyproject.toml --extra fast --extra drafting-model --group library-test $shared
lock library pyproject.toml --extra fast $shared
lock build --group build $shared
lock lock --group lock $shared "$@"

if grep -n '://' requirements/*.txt; then
    echo "The lines above hold an address; a lock file may hold versions and hashes only." >&2
    exit 1
fi
