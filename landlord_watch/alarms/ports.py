"""What sending a notice needs of the world outside."""

from typing import Protocol


class NotDelivered(Exception):
    """A notice that did not arrive, as far as we know; `code` is one that pages have words for."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sender(Protocol):
    """One way out of the house. What it carries is the address of a page, and nothing else."""

    def send(self, *, to: str, link: str) -> None:
        """
        Hand a notice over; `to` empty: there is one receiver for all.

        Raises: `NotDelivered`.
        """
        ...
