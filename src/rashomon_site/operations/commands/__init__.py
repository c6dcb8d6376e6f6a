"""`rashomon serve` and `rashomon site …`: the commands that run and keep the publication."""
