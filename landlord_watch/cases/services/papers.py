"""Writing what a transfer rests on, and listing the papers that follow its letters."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import (
    AnnexUntitled,
    BasisWrittenMeanwhile,
    CaseDayOutside,
    NoTransferTrack,
)
from landlord_watch.cases.models import CaseAnnex, CaseTrack, TransferBasis
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.rules.basis import Basis
from landlord_watch.cases.rules.tracks import TrackKind
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.files.papers import KeptPaper
from landlord_watch.infra.once import flush_once


def write_basis(
    session: Session,
    *,
    case_id: UUID,
    track_id: UUID,
    basis: Basis,
    read_version: int,
    actor_id: UUID,
    at: datetime,
) -> TransferBasis:
    """
    Write what a transfer rests on; half of it too, and what was written before stays.

    `read_version`: the one it was written from; 0: there was none. With the same words again
    nothing happens, and the one that stands is given.

    Raises: `NotFound`, `CaseClosed`, `NoTransferTrack`, `BasisWrittenMeanwhile`.
    """
    track = _transfer(session, case_id=case_id, track_id=track_id)
    before = papers.find_basis(session, track.id)
    written = basis.written()
    if before is not None and written == Basis.read(before.content).written():
        return before
    if read_version != (before.version if before else 0):
        raise BasisWrittenMeanwhile
    row = TransferBasis(
        track_id=track.id,
        version=1 if before is None else before.version + 1,
        content=written,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    flush_once(session)  # its id, and that nobody wrote the same version meanwhile
    trail(session, action="case_basis.written", subject_id=row.id, actor_id=actor_id, at=at)
    return row


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    """
    A paper that follows a letter. `title` empty: as its kind. `letter_id` None: not our letter.

    `paper` None: it lies elsewhere, and is put in the envelope by hand.
    """

    kind: AnnexKind
    dated_on: date
    reference: str = ""
    title: str = ""
    letter_id: UUID | None = None
    paper: KeptPaper | None = None


def add_annex(
    session: Session,
    *,
    case_id: UUID,
    track_id: UUID,
    facts: AnnexFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseAnnex:
    """
    List a paper that follows the letters of a track.

    Raises: `NotFound`, `CaseClosed`, `NoTransferTrack`, `CaseDayOutside`, `AnnexUntitled`.
    """
    track = _transfer(session, case_id=case_id, track_id=track_id)
    if facts.dated_on > today:
        raise CaseDayOutside(latest_on=today)
    if facts.kind is AnnexKind.OTHER and not facts.title.strip():
        raise AnnexUntitled
    return annexed(session, track=track, facts=facts, actor_id=actor_id, at=at)


def annexed(
    session: Session, *, track: CaseTrack, facts: AnnexFacts, actor_id: UUID, at: datetime
) -> CaseAnnex:
    """A paper on the list of a track that is held, with its row in the trail."""
    row = CaseAnnex(
        track_id=track.id,
        kind=facts.kind,
        title=facts.title.strip(),
        dated_on=facts.dated_on,
        reference=facts.reference.strip(),
        letter_id=facts.letter_id,
        file_sha256=facts.paper.sha256 if facts.paper else None,
        file_key=facts.paper.key if facts.paper else "",
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # the trail below needs its id
    trail(session, action="case_annex.added", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_annex(
    session: Session, *, case_id: UUID, annex_id: UUID, actor_id: UUID, at: datetime
) -> CaseAnnex:
    """
    Take a paper off the list; it stays to be seen, and taken off again nothing happens.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = papers.get_annex(session, case_id=case.id, annex_id=annex_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(session, action="case_annex.withdrawn", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def note_annex_fetched(session: Session, *, annex: CaseAnnex, actor_id: UUID, at: datetime) -> None:
    """Note that a paper was taken out as a file."""
    trail(session, action="case_annex.fetched", subject_id=annex.id, actor_id=actor_id, at=at)


def _transfer(session: Session, *, case_id: UUID, track_id: UUID) -> CaseTrack:
    case = hold_open(session, case_id=case_id)
    track = queries.get_track(session, case_id=case.id, track_id=track_id)
    if track.kind is not TrackKind.TRANSFER:
        raise NoTransferTrack
    return track
