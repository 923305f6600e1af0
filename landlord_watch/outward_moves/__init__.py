"""Households that left the municipality, asked the same of as it asks of others (egenkontroll)."""
