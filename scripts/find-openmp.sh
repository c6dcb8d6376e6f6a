#!/bin/sh
# Prints where GNU's OpenMP library is, or says on standard error which command installs it. pyAgrum, which the engine
# is compared with, needs it on Linux; elsewhere it comes with pyAgrum, and the answer is empty.

[ "$(uname)" = Linux ] || exit 0
PATH=$PATH:/usr/sbin:/sbin
command -v ldconfig >/dev/null || exit 0
ldconfig -p | sed -n 's/.*libgomp\.so\.1.* => //p' | grep -m 1 . && exit 0

cat >&2 <<MESSAGE
Missing: libgomp.so.1, GNU's OpenMP library. The tests compare results with pyAgrum, which needs it.
Install it:
  Debian, Ubuntu:  sudo apt-get install libgomp1
  Fedora:          sudo dnf install libgomp
then run the same make command again.
MESSAGE
exit 1
