"""Who said so and where they had it from: chains, origins, copies, and what reports do to an item's likelihood."""
