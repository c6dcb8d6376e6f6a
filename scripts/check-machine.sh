#!/bin/sh
# Names everything that the tests need beyond Python and is not on this machine, all of it at once and first,
# rather than one by one after minutes of tests.

status=0
for find in find-postgres.sh find-chromium.sh find-openmp.sh; do
    "$(dirname "$0")/$find" >/dev/null || status=1
done
for program in node npm; do
    command -v $program >/dev/null && continue
    echo "$program is missing, with which two clients of the spam endpoint are tested. On Debian: apt-get install nodejs npm" >&2
    status=1
done
exit $status
