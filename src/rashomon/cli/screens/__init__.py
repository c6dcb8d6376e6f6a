"""What the commands show: one file per screen, written on a `Page`."""
