"""Whether a comment is spam: one interface, local rules, a filter that learns, Akismet, and an endpoint of our own."""
