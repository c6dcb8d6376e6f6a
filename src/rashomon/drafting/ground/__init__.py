"""From a quotation to its place: what a reader points to is found in the text, or dropped."""
