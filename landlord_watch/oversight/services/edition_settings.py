"""What the municipality decides for its editions: values, and how many dwellings a landlord has."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.errors import DwellingTotalTakenBack, DwellingTotalWrong
from landlord_watch.oversight.models import IndicatorParameter, LandlordDwellingTotal
from landlord_watch.oversight.rules.edition_basis import check_parameter


@dataclass(frozen=True, slots=True)
class DwellingTotalFacts:
    """How many dwellings a landlord has in the municipality, who says so, and as of when."""

    dwellings: int
    source: str
    as_of_on: date


@dataclass(frozen=True, slots=True)
class ParameterDecision:
    """A value from a day on, and the decision it rests on."""

    key: str
    value: int
    starts_on: date
    decision: str


def record_dwelling_total(
    session: Session,
    *,
    party_id: UUID,
    facts: DwellingTotalFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordDwellingTotal:
    """
    Record how many dwellings a landlord has.

    Raises: `NotFound`, `DwellingTotalWrong`.
    """
    if session.get(Party, party_id) is None:
        raise NotFound(party_id=party_id)
    if facts.dwellings < 1 or facts.as_of_on > today or not facts.source.strip():
        raise DwellingTotalWrong(today=today)
    found = LandlordDwellingTotal(
        party_id=party_id,
        dwellings=facts.dwellings,
        source=facts.source.strip(),
        as_of_on=facts.as_of_on,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(found)
    action = "landlord.dwellings_counted"
    audit.record(session, actor_id=actor_id, action=action, subject_id=party_id, at=at)
    return found


def take_back_dwelling_total(
    session: Session, *, total_id: UUID, actor_id: UUID, at: datetime
) -> LandlordDwellingTotal:
    """
    Take back a number of dwellings that was wrong.

    Raises: `NotFound`, `DwellingTotalTakenBack`.
    """
    found = session.scalar(
        select(LandlordDwellingTotal).where(LandlordDwellingTotal.id == total_id).with_for_update()
    )
    if found is None:
        raise NotFound(total_id=total_id)
    if found.taken_back_at is not None:
        raise DwellingTotalTakenBack
    found.taken_back_at, found.taken_back_by_id = at, actor_id
    action = "landlord.dwellings_taken_back"
    audit.record(session, actor_id=actor_id, action=action, subject_id=found.party_id, at=at)
    return found


def decide_parameter(
    session: Session, *, decision: ParameterDecision, actor_id: UUID, at: datetime
) -> IndicatorParameter:
    """
    Record a value the municipality has decided for its editions from a day on.

    Raises: `ParameterWrong`.
    """
    check_parameter(decision.key, decision.value, decision=decision.decision)
    found = IndicatorParameter(
        key=decision.key,
        value=decision.value,
        starts_on=decision.starts_on,
        decision=decision.decision.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(found)
    session.flush()  # the trail below needs its id
    action = "landlord_edition.parameter_decided"
    audit.record(session, actor_id=actor_id, action=action, subject_id=found.id, at=at)
    return found
