"""The discussion below a case: comments, their numbers, and what they led to."""
