"""The invented municipality: `landlord-watch demo`."""
