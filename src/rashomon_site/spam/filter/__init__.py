"""The learning filter: a small model over words and letters that learns from the decisions of this site's people."""
