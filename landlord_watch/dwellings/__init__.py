"""Properties, addresses, dwellings and the rents they are offered at: the register world."""
