"""What templates of the discussion use."""
