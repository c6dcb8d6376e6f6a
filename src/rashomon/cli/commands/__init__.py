"""One file per command; each defines `command`. click is the only import outside functions."""
