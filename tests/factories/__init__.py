"""Makers of valid things, and the fixtures that hand them out."""
