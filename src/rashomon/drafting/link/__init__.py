"""What was found, tied together: full names, chains of speakers, and what is possibly the same thing."""
