#!/bin/sh
# Prints the folder that holds PostgreSQL's programs, the newest version installed, or says on standard error
# what is missing and which command installs it. POSTGRES_BIN=/path/to/bin asks for that one and no other.

holds_all() {
    for program in initdb pg_ctl postgres createdb; do
        [ -x "$1/$program" ] || return 1
    done
}

if [ -n "${POSTGRES_BIN:-}" ]; then
    if holds_all "$POSTGRES_BIN"; then
        echo "$POSTGRES_BIN"
        exit 0
    fi
    echo "POSTGRES_BIN is set to \"$POSTGRES_BIN\", which does not hold initdb, pg_ctl, postgres and createdb." >&2
    exit 1
fi

# Debian, Ubuntu · Fedora · Homebrew on either kind of Mac · what comes first on the path
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -rn) /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")"; do
    if holds_all "$folder"; then
        echo "$folder"
        exit 0
    fi
done

cat >&2 <<MESSAGE
Missing: PostgreSQL (initdb, pg_ctl, postgres and createdb). The tests start a server of their own; none has to be running.
Install it:
  Debian, Ubuntu:       sudo apt-get install postgresql
  Fedora:               sudo dnf install postgresql-server
  macOS with Homebrew:  brew install postgresql
then run the same make command again.
MESSAGE
exit 1
