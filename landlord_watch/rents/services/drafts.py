"""Writing a norm: begin, save, go back, discard, and adopt what is whole."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.municipalities import Municipality
from landlord_watch.rents import queries
from landlord_watch.rents.errors import (
    NormDaysBackward,
    NormDraftClosed,
    NormDraftIncomplete,
    NormDraftMoved,
    NormNotWhole,
)
from landlord_watch.rents.models import NormDraft, NormDraftVersion, NormKind, NormSet
from landlord_watch.rents.queries import DraftRead
from landlord_watch.rents.rules import norms as rules
from landlord_watch.rents.rules.norm_check import check_fineness
from landlord_watch.rents.rules.norm_draft import (
    DraftedNorm,
    as_document,
    faults_of,
    missing_for_adoption,
)
from landlord_watch.rents.services.norms import make_room


@dataclass(frozen=True, slots=True)
class DraftAdoption:
    """
    Which version of a draft is adopted, and in place of which own norm.

    `replacing_id` None: no own norm is taken out of use; one without end ends where this begins.
    """

    number: int
    replacing_id: UUID | None = None


def start_draft(
    session: Session, *, based_on_id: UUID | None, actor_id: UUID, at: datetime
) -> NormDraft:
    """
    Begin to write a norm, as a copy of another or empty; its days and decision are its own.

    Raises: `NotFound`.
    """
    content = DraftedNorm() if based_on_id is None else _copied(session, based_on_id)
    draft = NormDraft(based_on_id=based_on_id, started_by_id=actor_id, started_at=at)
    session.add(draft)
    session.flush()  # the version needs its id
    _add_version(session, draft.id, 1, content, actor_id, at)
    audit.record(
        session, actor_id=actor_id, action="norm_draft.started", subject_id=draft.id, at=at
    )
    return draft


def _copied(session: Session, norm_set_id: UUID) -> DraftedNorm:
    stored = queries.get_norm_set(session, norm_set_id)
    norm_set = queries.as_rule_set(stored)
    return DraftedNorm(
        source=f"{norm_set.name}: {norm_set.source}"[:400],
        includes=norm_set.includes,
        rows=norm_set.rows,
        apart=queries.apart_of(stored),
    )


def _add_version(
    session: Session,
    draft_id: UUID,
    number: int,
    content: DraftedNorm,
    actor_id: UUID,
    at: datetime,
) -> NormDraftVersion:
    version = NormDraftVersion(
        norm_draft_id=draft_id,
        number=number,
        content=as_document(content),
        saved_by_id=actor_id,
        saved_at=at,
    )
    session.add(version)
    session.flush()  # the next query is to see it
    return version


def save_draft(
    session: Session,
    *,
    draft_id: UUID,
    content: DraftedNorm,
    over: int,
    actor_id: UUID,
    at: datetime,
) -> NormDraftVersion:
    """
    Keep what a draft says now, written over version `over`; the same again is nothing.

    Raises: `NotFound`, `NormTooFine`, `NormDraftClosed`, `NormDraftMoved`.
    """
    check_fineness(content.rows)
    found = _held(session, draft_id)
    if found.content == content:
        return found.version
    if found.version.number != over:
        raise NormDraftMoved(number=found.version.number)
    version = _add_version(session, draft_id, over + 1, content, actor_id, at)
    audit.record(session, actor_id=actor_id, action="norm_draft.saved", subject_id=draft_id, at=at)
    return version


def _held(session: Session, draft_id: UUID) -> DraftRead:
    """The draft as it stands, held until the end so that who comes second sees what was done."""
    session.execute(select(NormDraft.id).where(NormDraft.id == draft_id).with_for_update())
    found = queries.get_draft(session, draft_id)
    if not found.is_open:
        raise NormDraftClosed
    return found


def go_back(
    session: Session, *, draft_id: UUID, number: int, over: int, actor_id: UUID, at: datetime
) -> NormDraftVersion:
    """
    Let a draft say what it said at version `number`; the versions in between stay to be seen.

    Raises: `NotFound`, `NormDraftClosed`, `NormDraftMoved`.
    """
    earlier = queries.get_draft(session, draft_id, number=number)
    return save_draft(
        session,
        draft_id=draft_id,
        content=earlier.content,
        over=over,
        actor_id=actor_id,
        at=at,
    )


def discard_draft(session: Session, *, draft_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Put a draft away; it may be brought back. Once more is nothing.

    Raises: `NotFound`, `NormDraftClosed` when it has been adopted.
    """
    draft = _unadopted(session, draft_id)
    if draft.discarded_at is None:
        draft.discarded_at = at
        audit.record(
            session, actor_id=actor_id, action="norm_draft.discarded", subject_id=draft.id, at=at
        )


def bring_back_draft(session: Session, *, draft_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Go on with a draft that was put away; once more is nothing.

    Raises: `NotFound`, `NormDraftClosed` when it has been adopted.
    """
    draft = _unadopted(session, draft_id)
    if draft.discarded_at is not None:
        draft.discarded_at = None
        audit.record(
            session, actor_id=actor_id, action="norm_draft.brought_back", subject_id=draft.id, at=at
        )


def _unadopted(session: Session, draft_id: UUID) -> NormDraft:
    draft = queries.get_draft(session, draft_id).draft
    if draft.adopted_as_id is not None:
        raise NormDraftClosed
    return draft


def adopt_draft(
    session: Session,
    *,
    draft_id: UUID,
    adoption: DraftAdoption,
    municipality: Municipality,
    actor_id: UUID,
    at: datetime,
) -> NormSet:
    """
    Check rents against a draft from its first day on, as the municipality's own norm.

    What it became is never edited: what is changed later is another norm. Checks that were
    made stay as they are. The same version once more gives what it became.

    Raises: `NotFound`, `NormDraftClosed`, `NormDraftMoved`, `NormDraftIncomplete`,
    `NormDaysBackward`, `NormNotWhole`, `OwnNormsOverlap`.
    """
    adopted_as_id = queries.get_draft(session, draft_id).draft.adopted_as_id
    if adopted_as_id is not None:
        return queries.get_norm_set(session, adopted_as_id)
    found = _held(session, draft_id)
    if found.version.number != adoption.number:
        raise NormDraftMoved(number=found.version.number)
    starts_on = _checked(found, municipality)
    own = queries.as_stored_norm(_adopted(found, starts_on, municipality), at)
    own.is_own = True
    own.decided_on = found.content.decided_on
    own.apart = as_document(found.content)["apart"]
    replaced = make_room(
        session, starts_on=starts_on, ends_on=own.ends_on, replacing_id=adoption.replacing_id
    )
    session.add(own)
    session.flush()  # what follows needs own.id
    found.draft.adopted_as_id = own.id
    if replaced is not None:
        replaced.replaced_by_id = own.id
    audit.record(session, actor_id=actor_id, action="norm_set.adopted", subject_id=own.id, at=at)
    return own


def _checked(found: DraftRead, municipality: Municipality) -> date:
    """The first day of a draft that may be adopted."""
    content = found.content
    missing = missing_for_adoption(content)
    if content.starts_on is None or missing:
        raise NormDraftIncomplete(missing=missing)
    if content.ends_on is not None and content.ends_on <= content.starts_on:
        raise NormDaysBackward
    norm_set = found.as_norm_set(municipality.name)
    if not faults_of(norm_set, content.apart).is_whole:
        raise NormNotWhole
    return content.starts_on


def _adopted(found: DraftRead, starts_on: date, municipality: Municipality) -> rules.NormSet:
    content = found.content
    return replace(
        found.as_norm_set(municipality.name),
        id=new_id(),
        municipality_code=municipality.code,
        name=content.name or f"{municipality.name} {starts_on.isoformat()}",
        kind=NormKind.MUNICIPAL_DECISION,
        starts_on=starts_on,
        ends_on=content.ends_on,
        source=content.source or content.decision_reference,
    )
