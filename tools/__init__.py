"""
What the Makefile runs.

Set-up uses the standard library alone: it runs before anything is installed.
"""
