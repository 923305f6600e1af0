"""What landlords undertook: recording it, following it up, taking back what was wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import (
    MeasureAgreedInFuture,
    MeasureDueTooEarly,
    MeasureNotSeen,
    MeasureStepOutside,
    MeasureTakenBack,
    PostponedNotLater,
)
from landlord_watch.landlords.models import (
    LandlordContact,
    LandlordMeasure,
    LandlordMeasureEvent,
    MeasureSeen,
    MeasureState,
)


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """
    What a landlord undertook to do by a day, about no tenant.

    `dwelling_id` None: about no one home. `contact_id` None: apart from any contact noted.
    """

    what: str
    agreed_on: date
    due_on: date
    dwelling_id: UUID | None = None
    contact_id: UUID | None = None


def record_measure(
    session: Session,
    *,
    landlord_id: UUID,
    measure: MeasureFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordMeasure:
    """
    Record something a landlord undertook.

    Raises: `NotFound`, `MeasureAgreedInFuture`, `MeasureDueTooEarly`.
    """
    party = queries.get_landlord(session, landlord_id)
    if measure.agreed_on > today:
        raise MeasureAgreedInFuture
    if measure.due_on < measure.agreed_on:
        raise MeasureDueTooEarly(agreed_on=measure.agreed_on)
    _check_whose(session, party.id, measure)
    row = LandlordMeasure(
        party_id=party.id,
        contact_id=measure.contact_id,
        dwelling_id=measure.dwelling_id,
        what=measure.what.strip(),
        agreed_on=measure.agreed_on,
        due_on=measure.due_on,
        state=MeasureState.AGREED,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # who asked wants its id
    _trail(session, "landlord_measure.recorded", row, actor_id, at)
    return row


def _check_whose(session: Session, party_id: UUID, measure: MeasureFacts) -> None:
    """Another landlord's contact, or no home there is, does not exist here."""
    if measure.dwelling_id is not None:
        get_dwelling(session, measure.dwelling_id)
    if measure.contact_id is not None:
        contact = session.get(LandlordContact, measure.contact_id)
        if contact is None or contact.party_id != party_id:
            raise NotFound(contact_id=measure.contact_id)


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """
    What happened to a measure.

    `seen_how` goes with what is done, `due_on` with what is put off; None: not said.
    """

    state: MeasureState
    happened_on: date
    note: str = ""
    seen_how: MeasureSeen | None = None
    due_on: date | None = None


def record_measure_step(
    session: Session,
    *,
    measure_id: UUID,
    step: MeasureStep,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordMeasure:
    """
    Add a step to a measure's life; what it was before stays to be read.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureStepOutside`, `MeasureNotSeen`,
    `PostponedNotLater`.
    """
    measure = _hold(session, measure_id)
    _check_step(measure, step, today)
    is_put_off = step.state is MeasureState.POSTPONED
    session.add(
        LandlordMeasureEvent(
            measure_id=measure.id,
            state=step.state,
            happened_on=step.happened_on,
            seen_how=step.seen_how if step.state is MeasureState.DONE else None,
            was_due_on=measure.due_on if is_put_off else None,
            due_on=step.due_on if is_put_off else None,
            note=step.note.strip(),
            recorded_by_id=actor_id,
            recorded_at=at,
        )
    )
    measure.state = step.state
    if is_put_off:
        measure.due_on = step.due_on
    _trail(session, "landlord_measure.step", measure, actor_id, at)
    return measure


def _check_step(measure: LandlordMeasure, step: MeasureStep, today: date) -> None:
    if not measure.agreed_on <= step.happened_on <= today:
        raise MeasureStepOutside(agreed_on=measure.agreed_on)
    if step.state is MeasureState.DONE and step.seen_how is None:
        raise MeasureNotSeen
    if step.state is MeasureState.POSTPONED:
        holds = max(filter(None, (measure.due_on, step.happened_on)))
        if step.due_on is None or step.due_on <= holds:
            raise PostponedNotLater


def take_back_measure(
    session: Session, *, measure_id: UUID, actor_id: UUID, at: datetime
) -> LandlordMeasure:
    """
    Take back a measure that was recorded wrongly; it stays to be seen, and again is nothing.

    Raises: `NotFound`.
    """
    measure = queries.get_measure(session, measure_id)
    session.refresh(measure, ["taken_back_at"], with_for_update=True)
    if measure.taken_back_at is None:
        measure.taken_back_at = at
        _trail(session, "landlord_measure.taken_back", measure, actor_id, at)
    return measure


def _hold(session: Session, measure_id: UUID) -> LandlordMeasure:
    """The measure, held until the end, so that a second click sees what the first one made."""
    measure = session.get(LandlordMeasure, measure_id, with_for_update=True)
    if measure is None:
        raise NotFound(measure_id=measure_id)
    if measure.taken_back_at is not None:
        raise MeasureTakenBack
    return measure


def _trail(
    session: Session, action: str, measure: LandlordMeasure, actor_id: UUID, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=measure.party_id, at=at)
