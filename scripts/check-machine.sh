#!/bin/sh
# Names everything that the tests need beyond Python and is not on this machine, all of it at once and first,
# rather than one by one after minutes of tests.

status=0
for find in find-postgres.sh find-chromium.sh find-openmp.sh; do
    "$(dirname "$0")/$find" >/dev/null || status=1
done
exit $status
