"""What the register world must be told by who knows of people."""

from typing import Protocol

from sqlalchemy.orm import Session


class Withheld(Protocol):
    """Which houses are told to nobody outside."""

    def __call__(self, session: Session, *, street_address: str, postal_code: str) -> bool:
        """Whether this one is."""
