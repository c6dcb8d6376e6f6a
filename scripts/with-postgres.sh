#!/bin/sh
# Runs a command beside a PostgreSQL server of its own, and passes on how it ended.
# usage: scripts/with-postgres.sh COMMAND [ARGUMENT…]
#
# The server is new and empty, lives in a temporary folder, listens on this machine alone under a password of this
# run, and goes with its data when the command ends or is stopped, however that happens. The command finds it in
# DATABASE_URL. It is for tests: to be quick, it does not wait until data is on the disk.
set -eu

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT…]" >&2; exit 2; }
programs=$("$(dirname "$0")/find-postgres.sh")

# A server of the user's own must not be taken for this one.
unset DATABASE_URL DATABASE_URL_FILE PGDATA PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGDATABASE PGSERVICE PGOPTIONS

# PostgreSQL refuses to run as root, so there another user runs it.
if [ "$(id -u)" = 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    folder=$(mktemp -d /tmp/rashomon-postgres-XXXXXX)
    chown "$owner" "$folder"
else
    owner=
    folder=$(mktemp -d "${TMPDIR:-/tmp}/rashomon-postgres-XXXXXX")
fi

server() {
    program=$programs/$1
    shift
    (
        cd "$folder"
        if [ -n "$owner" ]; then
            exec runuser -u "$owner" -- "$program" "$@"
        else
            exec "$program" "$@"
        fi
    ) </dev/null 3>&-
}

# Reads from a pipe that only this script holds open for writing. It comes to an end when the script does, even by
# kill -9, and then the server and the folder go.
mkfifo "$folder/alive"
(
    trap '' INT TERM HUP
    cat "$folder/alive" >/dev/null
    if [ -f "$folder/data/postmaster.pid" ]; then
        server pg_ctl stop -D "$folder/data" --mode immediate >/dev/null 2>&1 || true
    fi
    rm -rf "$folder"
) &
remover=$!
exec 3>"$folder/alive"

finish() {
    exec 3>&-
    wait "$remover" || true
    exit "$1"
}

refuse() {
    echo "The PostgreSQL server for the tests did not start ($1). What it said:" >&2
    cat "$folder/log" >&2
    finish 1
}

random() {
    od -An -N"$1" -t"$2" /dev/urandom | tr -d ' \n'
}

password=$(random 16 x1)
(umask 077 && echo "$password" >"$folder/password" && : >"$folder/log")
[ -z "$owner" ] || chown "$owner" "$folder/password" "$folder/log"

# Text is sorted by code point and folded by Unicode's rules; where the system lacks that, as the user's language does.
locale=$(locale -a 2>/dev/null | grep -i -x -m 1 'c\.utf-\{0,1\}8' || true)
server initdb --pgdata "$folder/data" --no-sync --username rashomon --pwfile "$folder/password" \
    --auth scram-sha-256 --encoding UTF8 ${locale:+"--locale=$locale"} >"$folder/log" 2>&1 || refuse initdb

# Another program may hold the port or take it first, so more than one is tried.
port=
for _ in 1 2 3 4 5; do
    candidate=$((20000 + $(random 2 u2) % 12000))
    settings="-p $candidate -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    if server pg_ctl start -D "$folder/data" --wait --log "$folder/log" --options "$settings" >/dev/null 2>&1; then
        port=$candidate
        break
    fi
done
[ -n "$port" ] || refuse pg_ctl
(export PGPASSWORD="$password" && server createdb --host 127.0.0.1 --port "$port" --username rashomon rashomon) \
    >>"$folder/log" 2>&1 || refuse createdb

status=0
DATABASE_URL="postgres://rashomon:$password@127.0.0.1:$port/rashomon" "$@" 3>&- || status=$?
finish "$status"
