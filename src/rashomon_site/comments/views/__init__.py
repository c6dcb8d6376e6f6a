"""The public pages of the discussion."""
