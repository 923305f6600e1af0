"""Giving homes a place: by hand, or by asking a service."""
