"""From where a household came; what was wrong is corrected by a better row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households import queries, rules
from landlord_watch.households.errors import (
    ArrivalFormsUnknown,
    ArrivalFromHere,
    ArrivalRecordedAlready,
    ArrivalReplaced,
)
from landlord_watch.households.models import Arrival, Household, OwnWish
from landlord_watch.households.rules import Arranger
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.landlords.queries import get_landlord


@dataclass(frozen=True, slots=True)
class ArrivalAsTold:
    """
    A move as the household tells it.

    `from_municipality_code` None: not known. `parts` says who arranged which part of the move.
    """

    from_municipality_code: str | None
    arrived_on: date
    own_wish: OwnWish
    forms: Iterable[str] = ()
    account: str = ""
    arranged_by: Arranger = Arranger.NOT_KNOWN
    arranged_words: str = ""
    landlord_id: UUID | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


def record_arrival(
    session: Session,
    *,
    household_id: UUID,
    told: ArrivalAsTold,
    own_municipality_code: str,
    actor_id: UUID,
    at: datetime,
) -> Arrival:
    """
    Record from which municipality a household came, who arranged it and how.

    Raises: `NotFound`, `MunicipalityUnknown`, `ArrivalFromHere`, `ArrivalFormsUnknown`,
    `ArrangementUnknown`, `LandlordArrangedNothing`, `ArrivalRecordedAlready`.
    """
    _hold(session, household_id)
    arrival = _made(session, household_id, told, own_municipality_code, at)
    _refuse_twice(session, arrival, besides=None)
    return _added(session, arrival, "household.arrival_recorded", actor_id)


def correct_arrival(
    session: Session,
    *,
    household_id: UUID,
    arrival_id: UUID,
    told: ArrivalAsTold,
    own_municipality_code: str,
    actor_id: UUID,
    at: datetime,
) -> Arrival:
    """
    Put a better row in the place of an arrival, which stays to be seen.

    Raises: `ArrivalReplaced` if it does not stand, and what `record_arrival` raises.
    """
    wrong = _standing(session, household_id, arrival_id)
    arrival = _made(session, household_id, told, own_municipality_code, at)
    _refuse_twice(session, arrival, besides=wrong.id)
    arrival.corrects_id = wrong.id
    wrong.withdrawn_at = at
    return _added(session, arrival, "household.arrival_corrected", actor_id)


def withdraw_arrival(
    session: Session, *, household_id: UUID, arrival_id: UUID, actor_id: UUID, at: datetime
) -> Arrival:
    """
    Take back an arrival that never was; it stays to be seen.

    Raises: `NotFound`, `ArrivalReplaced`.
    """
    wrong = _standing(session, household_id, arrival_id)
    wrong.withdrawn_at = at
    _note(session, "household.arrival_withdrawn", wrong.id, actor_id, at)
    return wrong


def _hold(session: Session, household_id: UUID) -> None:
    """Hold the household until the end, so that a second click sees what the first one made."""
    queries.get_household_itself(session, household_id)
    session.execute(select(Household.id).where(Household.id == household_id).with_for_update())


def _standing(session: Session, household_id: UUID, arrival_id: UUID) -> Arrival:
    _hold(session, household_id)
    found = queries.get_arrival(session, household_id=household_id, arrival_id=arrival_id)
    session.refresh(found, ["withdrawn_at"])
    if found.withdrawn_at is not None:
        raise ArrivalReplaced
    return found


def _made(
    session: Session,
    household_id: UUID,
    told: ArrivalAsTold,
    own_municipality_code: str,
    at: datetime,
) -> Arrival:
    parts = rules.arranged_parts(told.parts)
    if told.landlord_id is not None:
        rules.check_landlord_named(told.arranged_by, parts)
        get_landlord(session, told.landlord_id)
    return Arrival(
        household_id=household_id,
        from_municipality_code=_origin(told.from_municipality_code, own_municipality_code),
        arrived_on=told.arrived_on,
        own_wish=told.own_wish,
        forms=_known_forms(told.forms),
        account=told.account,
        arranged_by=told.arranged_by,
        arranged_words=told.arranged_words,
        landlord_id=told.landlord_id,
        arranged_parts=parts,
        recorded_at=at,
    )


def _origin(code: str | None, own_code: str) -> str | None:
    if code is None:
        return None
    origin = municipality(code).code
    if origin == own_code:
        raise ArrivalFromHere
    return origin


def _known_forms(forms: Iterable[str]) -> list[str]:
    """The forms in the order of the list, each once."""
    chosen = set(forms)
    known: list[str] = [form.value for form in rules.ArrivalForm if form.value in chosen]
    if len(known) != len(chosen):
        raise ArrivalFormsUnknown
    return known


def _refuse_twice(session: Session, arrival: Arrival, *, besides: UUID | None) -> None:
    for known in queries.list_arrivals(session, arrival.household_id):
        is_same = known.from_municipality_code == arrival.from_municipality_code
        if is_same and known.arrived_on == arrival.arrived_on and known.id != besides:
            raise ArrivalRecordedAlready


def _added(session: Session, arrival: Arrival, action: str, actor_id: UUID) -> Arrival:
    session.add(arrival)
    session.flush()  # the trail below needs arrival.id
    _note(session, action, arrival.id, actor_id, arrival.recorded_at)
    return arrival


def _note(session: Session, action: str, subject_id: UUID, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
