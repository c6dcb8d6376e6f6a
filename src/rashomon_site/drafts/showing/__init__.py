"""What the review page shows: the source with its marks, the items, and the sentences that none uses."""
