"""Staff, their roles and what these may do, sign-in, and tablets."""
