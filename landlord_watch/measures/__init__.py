"""What is to be done for a household after a visit: by whom, by when, and what came of it."""
