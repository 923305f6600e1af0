"""Telling the tablets that something is not as it was; what it is now they read when they ask."""

from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.sync.models import ChangeEntry, ChangeKind
from landlord_watch.sync.services.history import lock_history, note_last_seq


def announce(session: Session, *, kind: ChangeKind, subject: str, reader_id: UUID | None) -> None:
    """Note a change for one reader's tablet; None: for every tablet."""
    seq = lock_history(session).last_seq + 1
    note_last_seq(session, seq=seq)
    session.add(ChangeEntry(seq=seq, kind=kind, subject=subject, reader_id=reader_id))


class ChangeFeed:
    """The feed that tablets pull, as lower rooms see it (`visits.ports.Announcer`)."""

    def visit_changed(self, session: Session, *, visit_id: UUID, reader_id: UUID) -> None:
        announce(session, kind=ChangeKind.VISIT, subject=str(visit_id), reader_id=reader_id)

    def concern_acknowledged(self, session: Session, *, concern_id: UUID, reader_id: UUID) -> None:
        announce(
            session,
            kind=ChangeKind.CONCERN_ACKNOWLEDGED,
            subject=str(concern_id),
            reader_id=reader_id,
        )
