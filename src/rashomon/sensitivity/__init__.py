"""What the answer rests on: drivers, leave-one-out, flips, tornado, bounds (METHODS sections 5, 6 and 10)."""
