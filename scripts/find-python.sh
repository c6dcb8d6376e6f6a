#!/bin/sh
# Prints the name of a Python that can make an environment (3.11 or later, with venv and pip),
# or says on standard error what is missing and which command installs it.
# PYTHON=/path/to/python asks for that one and no other.

candidates=${PYTHON:-"python3.11 python3.12 python3.13 python3.14 python3 python"}
found_without_venv=

for candidate in $candidates; do
    # A name on the path may be a shim with nothing behind it, so each one is tried.
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        echo "$candidate"
        exit 0
    fi
    found_without_venv=${found_without_venv:-$candidate}
done

if [ -n "$found_without_venv" ]; then
    version=$("$found_without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    cat >&2 <<MESSAGE
Missing: the venv module of Python $version ($found_without_venv has been built or packaged without it).
Install it:
  Debian, Ubuntu:  sudo apt-get install python$version-venv
  elsewhere:       install Python $version from your system's packages or from python.org
then run the same make command again.
MESSAGE
elif [ -n "${PYTHON:-}" ]; then
    cat >&2 <<MESSAGE
Missing: Python 3.11 or later. PYTHON is set to "$PYTHON", which is older or does not start.
Unset it, or point it at a newer one:  make PYTHON=/path/to/python3.11 …
MESSAGE
else
    cat >&2 <<MESSAGE
Missing: Python 3.11 or later.
Install it:
  Debian 12, Ubuntu 24.04 and later:  sudo apt-get install python3 python3-venv
  Fedora:                             sudo dnf install python3.11
  macOS with Homebrew:                brew install python@3.11
  Windows:                            winget install Python.Python.3.11
then run the same make command again, or name it:  make PYTHON=/path/to/python3.11 …
MESSAGE
fi
exit 1
