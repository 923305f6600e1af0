"""Telling the tablets that something is not as it was; what it is now they read when they ask."""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.identity.queries import find_office_key
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.queries.norms import list_norm_sets
from landlord_watch.sync.models import ChangeEntry, ChangeKind, Parcel, ParcelState
from landlord_watch.sync.queries.changes import consent_text_subject
from landlord_watch.sync.queries.directory import directory_version
from landlord_watch.sync.services.history import take_place
from landlord_watch.sync.shapes import Directory
from landlord_watch.visits.queries import ConsentTextRow, list_consent_texts
from landlord_watch.visits.rules import published_checklists


def announce(session: Session, *, kind: ChangeKind, subject: str, reader_id: UUID | None) -> None:
    """Note that tablets should look anew; `reader_id` None: every one of them."""
    seq = take_place(session).seq
    session.add(ChangeEntry(seq=seq, kind=kind, subject=subject, reader_id=reader_id))


class ChangeFeed:
    """The feed that tablets pull, as lower rooms see it (`visits.ports.Announcer`)."""

    def visit_changed(self, session: Session, *, visit_id: UUID, reader_id: UUID) -> None:
        announce(session, kind=ChangeKind.VISIT, subject=str(visit_id), reader_id=reader_id)

    def versions_merged(self, session: Session, *, visit_id: UUID, reader_id: UUID) -> None:
        """The receipts of what was understood tell of no other version; what waits, waits."""
        session.execute(
            update(Parcel)
            .where(
                Parcel.visit_id == visit_id,
                Parcel.kind == "visit",
                Parcel.state == ParcelState.INTERPRETED,
            )
            .values(is_conflicting=False)
        )
        self.visit_changed(session, visit_id=visit_id, reader_id=reader_id)

    def concern_acknowledged(self, session: Session, *, concern_id: UUID, reader_id: UUID) -> None:
        kind = ChangeKind.CONCERN_ACKNOWLEDGED
        announce(session, kind=kind, subject=str(concern_id), reader_id=reader_id)


def announce_reference(session: Session, *, directory: Directory) -> None:
    """
    Tell of what every tablet should have and has not been told of yet. Safe to repeat.

    Done whenever a tablet asks, so that no one who adds a norm or sets a number can forget it.
    """
    told = {
        (row.kind, row.subject)
        for row in session.execute(
            select(ChangeEntry.kind, ChangeEntry.subject).where(ChangeEntry.reader_id.is_(None))
        )
    }
    for kind, subject in _references(session, directory):
        if (kind, subject) not in told:
            announce(session, kind=kind, subject=subject, reader_id=None)


def _references(session: Session, directory: Directory) -> Iterator[tuple[ChangeKind, str]]:
    yield ChangeKind.DIRECTORY, directory_version(directory)
    if (key := find_office_key(session)) is not None:
        yield ChangeKind.OFFICE_KEY, f"office_key@{key.kid}"
    for checklist in published_checklists():
        head = checklist.checklist
        yield ChangeKind.CHECKLIST, f"{head.id}@{head.version}"
    for row in list_consent_texts(session):
        yield ChangeKind.CONSENT_TEXT, _consent_text_version(row)
    for norm_set in list_norm_sets(session):
        yield ChangeKind.NORM_SET, _norm_version(norm_set)


def _consent_text_version(row: ConsentTextRow) -> str:
    """What the feed calls a text: its words never change, whether it is adopted may."""
    adoption = row.latest
    said = row.text.sha256()
    if adoption is not None:
        said += f" {adoption.id} {adoption.withdrawn_at is None}"
    return f"{consent_text_subject(row.text)}@{sha256(said.encode()).hexdigest()[:16]}"


def _norm_version(norm_set: NormSet) -> str:
    """What the feed calls a norm set: its rows never change, its days may."""
    said = f"{norm_set.starts_on} {norm_set.ends_on} {norm_set.decision_reference}"
    if norm_set.replaced_by_id is not None:
        said += f" {norm_set.replaced_by_id}"
    return f"{norm_set.id}@{sha256(said.encode()).hexdigest()[:16]}"
