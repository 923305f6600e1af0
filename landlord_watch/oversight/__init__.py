"""What the board may see: counts in which nobody can be told."""
