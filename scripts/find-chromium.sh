#!/bin/sh
# Prints where Chromium or Chrome is, or says on standard error what is missing and which command installs it.

for name in chromium chromium-browser google-chrome; do
    command -v "$name" && exit 0
done

cat >&2 <<MESSAGE
Missing: Chromium. The tests look at the pages in it.
Install it:
  Debian:               sudo apt-get install chromium
  Fedora:               sudo dnf install chromium
  macOS with Homebrew:  brew install chromium
then run the same make command again.
MESSAGE
exit 1
