"""The screens and inputs of `rashomon draft` and `rashomon review`."""
