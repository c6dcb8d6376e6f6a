"""A person's decisions about a draft: pure functions from a draft to the next one, and from the last one to a case."""
