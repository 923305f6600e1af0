"""The access log: who read or wrote what, and when; without what it said."""
