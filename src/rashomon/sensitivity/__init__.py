"""What the answer rests on: drivers, leave-one-out, flips, tornado, bounds (docs/methods.md section 5, 6 and 10)."""
