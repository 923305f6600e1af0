"""What the page of a case against another municipality shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.queries import list_running
from landlord_watch.case_costs.models import CaseClaim
from landlord_watch.case_costs.queries import list_claims, list_costs, sums_of
from landlord_watch.case_costs.rules import CostSums
from landlord_watch.cases import queries
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAssessment,
    CaseFinding,
    CaseLetter,
    CaseTime,
    CaseTrack,
    FindingKind,
    OutwardCheck,
)
from landlord_watch.cases.rules.deadlines import Deadline
from landlord_watch.cases.rules.tracks import has_ended, running
from landlord_watch.households.models import Arrival, Household
from landlord_watch.households.queries import get_arrival, get_household
from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.infra import clock
from landlord_watch.web.children_page import ChildrenShown, show_children


@dataclass(frozen=True, slots=True)
class TrackShown:
    """A track with the time that runs on it; None: none does."""

    track: CaseTrack
    deadline: Deadline | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class TimeShown:
    """A time of our own with its last day."""

    time: CaseTime
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as its page shows it; what was taken back is there too."""

    case: Case
    household: Household
    #: The move it is about, as it stands or not; None: it is not recorded.
    move: Arrival | None
    findings: Sequence[CaseFinding]
    accounts: Sequence[CaseAccount]
    checks: Sequence[OutwardCheck]
    assessments: Sequence[CaseAssessment]
    tracks: Sequence[TrackShown]
    letters: Sequence[CaseLetter]
    times: Sequence[CaseTime]
    children: ChildrenShown
    costs: CostSums
    claims: Sequence[CaseClaim]
    #: Rådrum of the household that goes on, the first to end first.
    adjustments: Sequence[AdjustmentPeriod]
    #: Names of those of the household, and of the staff, by id.
    people: Mapping[UUID, str]
    staff: Mapping[UUID, str]

    @property
    def forms(self) -> list[CaseFinding]:
        """What speaks for that the other municipality took part."""
        return [each for each in _standing(self.findings) if each.kind is FindingKind.FORM]

    @property
    def counters(self) -> list[CaseFinding]:
        """What speaks against it."""
        return [each for each in _standing(self.findings) if each.kind is FindingKind.COUNTER]

    @property
    def taken_back(self) -> list[CaseFinding]:
        """What was noted and taken back."""
        return [each for each in self.findings if each.withdrawn_at is not None]

    @property
    def running_times(self) -> list[TimeShown]:
        """Times of our own that run: what must not wait, then the first to end."""
        running = [TimeShown(each, queries.deadline_of(each)) for each in _running(self)]
        return sorted(
            running, key=lambda each: (not each.deadline.rule.is_at_once, each.deadline.last_on)
        )

    @property
    def done_times(self) -> list[TimeShown]:
        """Times of our own that were met, in time or not; the last to be met first."""
        done = [each for each in self.times if each.ended_on and each.withdrawn_at is None]
        return [TimeShown(each, queries.deadline_of(each)) for each in reversed(done)]

    @property
    def check(self) -> OutwardCheck | None:
        """The check of protection and secrecy that stands; None: there is none."""
        return next((each for each in self.checks if each.withdrawn_at is None), None)

    @property
    def assessment(self) -> CaseAssessment | None:
        """What it is judged to be now; None: nobody has judged it."""
        return next((each for each in self.assessments if each.withdrawn_at is None), None)


def _running(shown: CaseShown) -> list[CaseTime]:
    if shown.case.closed_on is not None:
        return []
    return [each for each in shown.times if queries.is_running(each)]


def _standing(findings: Sequence[CaseFinding]) -> list[CaseFinding]:
    return [each for each in findings if each.withdrawn_at is None]


def show_case(session: Session, case_id: UUID) -> CaseShown:
    """
    A case in as many queries however much there is of it.

    Raises: `NotFound`.
    """
    case = queries.get_case(session, case_id)
    household = get_household(session, case.household_id)
    findings = queries.list_findings(session, case_id)
    accounts = queries.list_accounts(session, case_id)
    checks = queries.list_outward_checks(session, case_id)
    assessments = queries.list_assessments(session, case_id)
    times = queries.list_own_times(session, case_id)
    claims = list_claims(session, case_id)
    children = show_children(session, household.id, case_id=case_id, on=clock.today())
    staff_ids = {
        case.opened_by_id,
        *(each.recorded_by_id for each in findings),
        *(each.taken_by_id for each in accounts),
        *(each.checked_by_id for each in checks),
        *(each.decided_by_id for each in assessments),
        *(each.decided_by_id for each in children.rows),
        *(who for each in times for who in (each.recorded_by_id, each.ended_by_id) if who),
        *(step.recorded_by_id for track in case.tracks for step in track.steps),
    }
    return CaseShown(
        case=case,
        household=household,
        move=_move(session, case),
        findings=findings,
        accounts=accounts,
        checks=checks,
        assessments=assessments,
        tracks=[_shown(track) for track in case.tracks],
        letters=queries.list_letters(session, case_id),
        times=times,
        children=children,
        costs=sums_of(list_costs(session, case_id), claims),
        claims=claims,
        adjustments=list_running(session, household_id=household.id, on=clock.today()),
        people={
            each.person_id: f"{each.person.given_name} {each.person.family_name}"
            for each in household.members
        },
        staff=staff_names_of(session, staff_ids),
    )


def _move(session: Session, case: Case) -> Arrival | None:
    if case.arrival_id is None:
        return None
    return get_arrival(session, household_id=case.household_id, arrival_id=case.arrival_id)


def _shown(track: CaseTrack) -> TrackShown:
    steps = queries.taken(track)
    return TrackShown(track, running(track.kind, steps), is_open=not has_ended(steps))
