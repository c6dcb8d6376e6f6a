"""Pages about data of people."""
