"""Parts of pages about moderation."""
