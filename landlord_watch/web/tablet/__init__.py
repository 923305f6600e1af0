"""The tablet's shell and its API."""
