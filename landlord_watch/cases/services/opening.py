"""Opening and closing a case, and marking what must not wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import (
    CaseDayOutside,
    CaseOpenAlready,
    CaseTimesUnderWay,
    CaseUnderWay,
    CaseUnjudged,
    MunicipalityAsked,
)
from landlord_watch.cases.models import Case, CaseOrigin
from landlord_watch.cases.rules.findings import OngoingMatter, TargetGroup
from landlord_watch.cases.rules.numbers import case_number
from landlord_watch.cases.rules.times import TimeEvent, begun_by
from landlord_watch.cases.rules.tracks import has_ended
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.cases.services.times import begin_at_once, let_go_at_once
from landlord_watch.households.queries import get_arrival, get_household_itself
from landlord_watch.households.services import next_number
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.municipalities import municipality

#: Reminders that a case which is closed has no more use for.
AT_ONCE = frozenset(begun_by(TimeEvent.MATTER_MARKED))


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """
    What a case is opened with.

    `arrival_id` None: the move is not recorded. `municipality_code` None: from where is not
    known; with a move it is the move's.
    """

    origin: CaseOrigin
    opened_on: date
    arrival_id: UUID | None = None
    municipality_code: str | None = None
    target_groups: Collection[TargetGroup] = ()
    ongoing_matters: Collection[OngoingMatter] = ()
    record_number: str = ""


def open_case(
    session: Session,
    *,
    household_id: UUID,
    facts: CaseFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Case:
    """
    Open a case on a household's move; what was under way elsewhere begins at once.

    Raises: `NotFound`, `MunicipalityUnknown`, `CaseDayOutside`, `CaseOpenAlready`.
    """
    household = get_household_itself(session, household_id)
    if facts.opened_on > today:
        raise CaseDayOutside(latest_on=today)
    if queries.find_open_case(session, household.id) is not None:
        raise CaseOpenAlready
    year = facts.opened_on.year
    case = Case(
        household_id=household.id,
        number=case_number(year, next_number(session, series=f"AM-{year}")),
        record_number=facts.record_number.strip(),
        origin=facts.origin,
        arrival_id=facts.arrival_id,
        municipality_code=_from_where(session, household.id, facts),
        target_groups=_codes(TargetGroup, facts.target_groups),
        ongoing_matters=_codes(OngoingMatter, facts.ongoing_matters),
        opened_on=facts.opened_on,
        opened_by_id=actor_id,
        recorded_at=at,
        tracks=[],
    )
    session.add(case)
    flush_once(session)  # its id, and that nobody opened another meanwhile
    trail(session, action="case.opened", subject_id=case.id, actor_id=actor_id, at=at)
    if case.ongoing_matters:
        begin_at_once(session, case=case, on=case.opened_on, actor_id=actor_id, at=at)
    return case


def _from_where(session: Session, household_id: UUID, facts: CaseFacts) -> str | None:
    """The code of the municipality a case is about; another household's move is no move here."""
    if facts.arrival_id is not None:
        arrival = get_arrival(session, household_id=household_id, arrival_id=facts.arrival_id)
        if arrival.from_municipality_code is not None:
            return arrival.from_municipality_code
    if facts.municipality_code is None:
        return None
    return municipality(facts.municipality_code).code


def _codes(kind: type[TargetGroup] | type[OngoingMatter], chosen: Collection[str]) -> list[str]:
    """Codes in the order of their list, each once."""
    return [each.value for each in kind if each in chosen]


def mark_matters(
    session: Session,
    *,
    case_id: UUID,
    target_groups: Collection[TargetGroup],
    ongoing_matters: Collection[OngoingMatter],
    actor_id: UUID,
    at: datetime,
) -> Case:
    """
    Say anew which groups the household is of, and what the other municipality has under way.

    With the first such mark what must not wait begins, and without any it is taken back.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    groups = _codes(TargetGroup, target_groups)
    matters = _codes(OngoingMatter, ongoing_matters)
    was_marked = bool(case.ongoing_matters)
    if (case.target_groups, case.ongoing_matters) != (groups, matters):
        case.target_groups, case.ongoing_matters = groups, matters
        trail(session, action="case.marked", subject_id=case.id, actor_id=actor_id, at=at)
    if matters and not was_marked:
        on = at.astimezone(LOCAL).date()
        begin_at_once(session, case=case, on=on, actor_id=actor_id, at=at)
    if was_marked and not matters:
        let_go_at_once(session, case=case, actor_id=actor_id, at=at)
    return case


def correct_case(
    session: Session,
    *,
    case_id: UUID,
    municipality_code: str | None,
    record_number: str,
    actor_id: UUID,
    at: datetime,
) -> Case:
    """
    Say which municipality it is, and the record number, when they are known or were wrong.

    Another municipality than the one something has been asked of is another case.

    Raises: `NotFound`, `CaseClosed`, `MunicipalityUnknown`, `MunicipalityAsked`.
    """
    hold_open(session, case_id=case_id)
    case = queries.get_case(session, case_id)
    code = None if municipality_code is None else municipality(municipality_code).code
    if case.tracks and code != case.municipality_code:
        raise MunicipalityAsked
    if (case.municipality_code, case.record_number) != (code, record_number.strip()):
        case.municipality_code, case.record_number = code, record_number.strip()
        trail(session, action="case.corrected", subject_id=case.id, actor_id=actor_id, at=at)
    return case


def close_case(
    session: Session,
    *,
    case_id: UUID,
    closed_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Case:
    """
    Close a case that somebody has judged and in which nothing is waited for.

    Raises: `NotFound`, `CaseClosed`, `CaseDayOutside`, `CaseUnjudged`, `CaseUnderWay`,
    `CaseTimesUnderWay`.
    """
    hold_open(session, case_id=case_id)
    case = queries.get_case(session, case_id)
    if not case.opened_on <= closed_on <= today:
        raise CaseDayOutside(latest_on=today)
    if not any(each.withdrawn_at is None for each in queries.list_assessments(session, case.id)):
        raise CaseUnjudged
    if not all(has_ended(queries.taken(track)) for track in case.tracks):
        raise CaseUnderWay
    times = queries.list_own_times(session, case.id)
    if any(queries.is_running(each) and each.kind not in AT_ONCE for each in times):
        raise CaseTimesUnderWay
    case.closed_on = closed_on
    trail(session, action="case.closed", subject_id=case.id, actor_id=actor_id, at=at)
    return case
