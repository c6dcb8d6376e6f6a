"""A reader's own numbers: the form, the answer they lead to, and what makes the difference."""
