"""What this machine alone can tell of a comment: how it was sent, and whether it was seen before."""
