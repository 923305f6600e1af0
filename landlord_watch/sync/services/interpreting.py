"""
Understanding what was taken in, after it was acknowledged.

A parcel that cannot be opened or understood is parked with the reason, for a person; it is
never lost, and never holds up another.
"""

import logging
import traceback
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import end_alarm, raise_alarm
from landlord_watch.audit import services as audit
from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.identity.models import Device
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import ParcelNotParked
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.queries.concerns import order_of_concern
from landlord_watch.sync.rules import decode_parcel, decode_revision, wrapped_for
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.shapes import RevisionHeader
from landlord_watch.sync.understanding import (
    FAILED,
    FROM_THE_FUTURE,
    NEWEST,
    QUARANTINED,
    REVOKED,
    UNDERSTOOD,
    UNOPENED,
    NotUnderstood,
    code_of,
    header_of,
    understand,
)
from landlord_watch.visits.models import Visit, VisitRevision
from landlord_watch.visits.services.recording import record_concern, record_visit_revision
from landlord_watch.visits.shapes import ConcernContent, VisitContent

log = logging.getLogger(__name__)

PARKED_AT_A_TIME = 100


def interpret_waiting(session: Session, *, keys: PrivateKeys, limit: int, at: datetime) -> int:
    """
    Look into at most `limit` parcels that wait, concerns first; how many it were.

    Each stands or falls alone. Others who do the same at the same time take other parcels.
    """
    waiting = session.scalars(
        select(Parcel)
        .where(Parcel.state == ParcelState.RECEIVED)
        .order_by((Parcel.kind == "concern").desc(), Parcel.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for parcel in waiting:
        _interpret_alone(session, parcel, keys, at)
    return len(waiting)


def release_parcel(session: Session, *, revision_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Have a parked parcel looked into once more, after what was wrong has been put right. One of
    a revoked tablet is let in with it.

    Raises: `NotFound`, `ParcelNotParked`.
    """
    parcel = session.get(Parcel, revision_id, with_for_update=True)
    if parcel is None:
        raise NotFound(revision_id=revision_id)
    if parcel.state is not ParcelState.PARKED:
        raise ParcelNotParked(revision_id=revision_id)
    if parcel.parked_because in {REVOKED, QUARANTINED}:
        parcel.let_in_at = at
    parcel.state = ParcelState.RECEIVED
    parcel.parked_because = ""
    audit.record(
        session, actor_id=actor_id, action="parcel.released", subject_id=parcel.visit_id, at=at
    )


def release_quarantined(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> int:
    """Let in everything that was set aside of a tablet in quarantine; how much it was."""
    parcels = session.scalars(
        select(Parcel)
        .where(
            Parcel.state == ParcelState.PARKED,
            Parcel.parked_because == QUARANTINED,
            or_(Parcel.device_id == device_id, Parcel.brought_by_id == device_id),
        )
        .with_for_update()
    ).all()
    for parcel in parcels:
        parcel.let_in_at, parcel.state, parcel.parked_because = at, ParcelState.RECEIVED, ""
    audit.record_many(
        session,
        actor_id=actor_id,
        action="parcel.released",
        subject_ids=[parcel.visit_id for parcel in parcels],
        at=at,
    )
    return len(parcels)


def retry_unopened(session: Session, *, kids: Collection[str], at: datetime) -> None:
    """Have what was sealed for one of these keys looked into again, now that they are here."""
    _retry(session, UNOPENED, lambda header: bool(wrapped_for(header) & set(kids)), at)


def retry_from_the_future(session: Session, *, at: datetime) -> None:
    """Have what a newer program wrote looked into again, if this one is as new by now."""
    _retry(
        session,
        FROM_THE_FUTURE,
        lambda header: header.schema_version <= NEWEST[header.kind],
        at,
    )


def _retry(
    session: Session, code: str, is_ready: Callable[[RevisionHeader], bool], at: datetime
) -> None:
    parked = session.execute(
        select(Parcel.revision_id, Parcel.visit_id, Parcel.raw)
        .where(Parcel.state == ParcelState.PARKED, Parcel.parked_because == code)
        .execution_options(yield_per=PARKED_AT_A_TIME)
    )
    found = {row.revision_id: row.visit_id for row in parked if is_ready(decode_revision(row.raw))}
    session.execute(
        update(Parcel)
        .where(Parcel.revision_id.in_(found))
        .values(state=ParcelState.RECEIVED, parked_because="")
    )
    audit.record_many(
        session, actor_id=None, action="parcel.released", subject_ids=found.values(), at=at
    )


def try_again(session: Session, *, revision_id: UUID, keys: PrivateKeys, at: datetime) -> str:
    """
    Look into a parked parcel once more; the code of why it stays parked, or nothing.

    Nothing is written if it is parked for the same reason as before.
    """
    parcel = session.get(Parcel, revision_id, with_for_update=True)
    if parcel is None or parcel.state is not ParcelState.PARKED:
        return ""  # somebody else was first
    code = _try_to_interpret(session, parcel, keys, at)
    if code != parcel.parked_because:
        parcel.state = ParcelState.PARKED if code else ParcelState.INTERPRETED
        parcel.parked_because = code
        action = "parcel.parked" if code else "parcel.released"
        audit.record(session, actor_id=None, action=action, subject_id=parcel.visit_id, at=at)
    return code


def _interpret_alone(session: Session, parcel: Parcel, keys: PrivateKeys, at: datetime) -> None:
    code = _try_to_interpret(session, parcel, keys, at)
    parcel.state = ParcelState.PARKED if code else ParcelState.INTERPRETED
    parcel.parked_because = code
    if code:
        audit.record(
            session, actor_id=None, action="parcel.parked", subject_id=parcel.visit_id, at=at
        )
    if parcel.kind == "concern":
        _tell_of_unread(session, parcel, at)


def _tell_of_unread(session: Session, parcel: Parcel, at: datetime) -> None:
    """A worry for a child that cannot be read is one that nobody knows of: it may be urgent."""
    kind, subject_id = AlarmKind.UNREAD_CONCERN, parcel.revision_id
    if parcel.state is ParcelState.PARKED:
        raise_alarm(session, kind=kind, subject_id=subject_id, is_urgent=True, at=at)
    else:
        end_alarm(session, kind=kind, subject_id=subject_id, actor_id=None, at=at)


def _try_to_interpret(session: Session, parcel: Parcel, keys: PrivateKeys, at: datetime) -> str:
    """Interpret, and undo all of it if that fails; the code of why, or nothing."""
    try:
        with session.begin_nested():
            _interpret(session, parcel, keys, at)
    except UNDERSTOOD as reason:
        return code_of(reason=reason)
    except (OperationalError, LogUnwritable):
        raise  # the database itself is in trouble; the parcel is not to blame, and waits
    except Exception as error:  # noqa: BLE001 -- one we fail at must not hold up the others
        # only where it happened: what a database says of an error quotes what it was given
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("incident %s: %s at\n%s", new_id(), type(error).__name__, where)  # noqa: TRY400
        return FAILED
    return ""


def _interpret(session: Session, parcel: Parcel, keys: PrivateKeys, at: datetime) -> None:
    opened = decode_parcel(parcel.raw)
    _check_sender(session, header_of(opened=opened), parcel)
    understood = understand(opened=opened, keys=keys)
    match understood.content:
        case VisitContent() as visit:
            _take_visit(session, parcel, understood.header, visit, at)
        case ConcernContent() as concern:
            _take_concern(session, parcel, understood.header, concern, at)


def _check_sender(session: Session, header: RevisionHeader, parcel: Parcel) -> None:
    """A tablet of ours, carried by who wrote it; neither it nor who brought it revoked."""
    device = session.get(Device, header.device_id)
    if device is None:
        raise NotUnderstood("device_unknown")
    if device.staff_id != header.author_id:
        raise NotUnderstood("author_differs")
    brought_by = session.get(Device, parcel.brought_by_id) if parcel.brought_by_id else None
    if parcel.let_in_at is None and (
        _was_revoked(device, parcel.received_at) or _was_revoked(brought_by, parcel.received_at)
    ):
        raise NotUnderstood(REVOKED)
    if parcel.let_in_at is None and (
        _was_quarantined(device, parcel.received_at)
        or _was_quarantined(brought_by, parcel.received_at)
    ):
        raise NotUnderstood(QUARANTINED)


def _was_revoked(device: Device | None, at: datetime) -> bool:
    return device is not None and device.revoked_at is not None and device.revoked_at <= at


def _was_quarantined(device: Device | None, at: datetime) -> bool:
    return device is not None and device.quarantined_at is not None and device.quarantined_at <= at


def _take_visit(
    session: Session, parcel: Parcel, header: RevisionHeader, content: VisitContent, at: datetime
) -> None:
    record_visit_revision(
        session,
        content=content,
        base_revision_id=header.base_revision_id,
        author_id=header.author_id,
        received_at=parcel.received_at,
        at=at,
    )
    _mark_beside_merge(session, parcel)
    visit = session.get_one(Visit, header.visit_id)
    ChangeFeed().visit_changed(session, visit_id=visit.id, reader_id=visit.assigned_to_id)


def _mark_beside_merge(session: Session, parcel: Parcel) -> None:
    """What was made of its base and another while it waited stands beside it: say so."""
    base_id = parcel.base_revision_id
    merged = select(VisitRevision.id).where(
        VisitRevision.visit_id == parcel.visit_id,
        VisitRevision.merged_revision_id.is_not(None),
        or_(VisitRevision.base_revision_id == base_id, VisitRevision.merged_revision_id == base_id),
    )
    if base_id is not None and session.scalar(merged.limit(1)) is not None:
        parcel.is_conflicting = True


def _take_concern(
    session: Session, parcel: Parcel, header: RevisionHeader, content: ConcernContent, at: datetime
) -> None:
    order = order_of_concern(session, visit_id=parcel.visit_id, revision_id=parcel.revision_id)
    record_concern(
        session,
        content=content,
        said_before=order.before,
        said_after=order.after,
        author_id=header.author_id,
        received_at=parcel.received_at,
        at=at,
    )
