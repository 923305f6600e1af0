"""What keeps the access log from being written."""


class LogUnwritable(Exception):
    """A row of the access log could not be written; what it was to tell of must not be shown."""
