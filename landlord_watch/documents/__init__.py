"""Letters: their templates, what the municipality made of them, and what was written and sent."""
