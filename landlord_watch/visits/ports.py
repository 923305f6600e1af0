"""What visits need from above: somebody who tells the tablets."""

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session


class Announcer(Protocol):
    """Tells the tablet of `reader_id`, at its next contact, that something is not as it was."""

    def visit_changed(self, session: Session, *, visit_id: UUID, reader_id: UUID) -> None:
        """A visit was planned, moved, cancelled, or is no longer this reader's."""

    def versions_merged(self, session: Session, *, visit_id: UUID, reader_id: UUID) -> None:
        """A visit that stood in several versions has one."""

    def concern_acknowledged(self, session: Session, *, concern_id: UUID, reader_id: UUID) -> None:
        """A human has read the concern."""
