"""Starting a track against the other municipality, and noting its steps."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import (
    CaseDayOutside,
    LetterStepUnexplained,
    MunicipalityNotKnown,
)
from landlord_watch.cases.models import Case, CaseStep, CaseTrack
from landlord_watch.cases.rules.letters import is_letter
from landlord_watch.cases.rules.times import TimeKind
from landlord_watch.cases.rules.tracks import (
    Step,
    TrackKind,
    check_no_other_transfer,
    check_step,
    has_ended,
)
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.cases.services.outward import check_may_go_out
from landlord_watch.cases.services.times import meet
from landlord_watch.infra.once import flush_once

#: Steps by which the other municipality, or IVO, is told something by us.
GOES_OUT = frozenset({Step.SENT, Step.REMINDED, Step.APPLIED, Step.APPEALED, Step.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class StepFacts:
    """
    What happened on a track, and when.

    `reference`: the other side's record number. `letter_id` None: no letter left with it.
    """

    step: Step
    happened_on: date
    reference: str = ""
    note: str = ""
    letter_id: UUID | None = None


def start_track(
    session: Session,
    *,
    case_id: UUID,
    kind: TrackKind,
    started_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseTrack:
    """
    Start asking the other municipality for something; a reminder to do so is met by it.

    Raises: `NotFound`, `CaseClosed`, `MunicipalityNotKnown`, `AnotherTransferOpen`,
    `CaseDayOutside`.
    """
    hold_open(session, case_id=case_id)
    case = queries.get_case(session, case_id)
    if case.municipality_code is None:
        raise MunicipalityNotKnown
    if not case.opened_on <= started_on <= today:
        raise CaseDayOutside(latest_on=today)
    open_kinds = [each.kind for each in case.tracks if not has_ended(queries.taken(each))]
    check_no_other_transfer(open_kinds, kind=kind)
    track = CaseTrack(case_id=case.id, kind=kind, recorded_at=at, steps=[])
    case.tracks.append(track)
    session.flush()  # its first step names it
    _added(session, track, StepFacts(Step.STARTED, started_on), actor_id, at)
    meet(session, case=case, kind=TimeKind.START_TRACK, on=started_on, actor_id=actor_id, at=at)
    trail(session, action="case_track.started", subject_id=track.id, actor_id=actor_id, at=at)
    return track


def take_step(
    session: Session,
    *,
    case_id: UUID,
    track_id: UUID,
    facts: StepFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseTrack:
    """
    Note a step of a track.

    Raises: `NotFound`, `CaseClosed`, `StepOutOfTurn`, `StepInTheFuture`, `StepBeforeTheLast`,
    `AppliedTooEarly`, `OutwardContactBlocked`, `OutwardUnchecked`, `NobodyConsented`,
    `LetterStepUnexplained`.
    """
    case: Case = hold_open(session, case_id=case_id)
    track = queries.get_track(session, case_id=case.id, track_id=track_id)
    check_step(track.kind, queries.taken(track), step=facts.step, on=facts.happened_on, today=today)
    if facts.step in GOES_OUT:
        check_may_go_out(session, case=case, today=today)
    if facts.letter_id is None and is_letter(track.kind, facts.step) and not facts.note.strip():
        raise LetterStepUnexplained
    row = _added(session, track, facts, actor_id, at)
    trail(session, action="case_step.taken", subject_id=row.id, actor_id=actor_id, at=at)
    return track


def _added(
    session: Session, track: CaseTrack, facts: StepFacts, actor_id: UUID, at: datetime
) -> CaseStep:
    row = CaseStep(
        track_id=track.id,
        serial=len(track.steps) + 1,
        step=facts.step,
        happened_on=facts.happened_on,
        reference=facts.reference.strip(),
        note=facts.note.strip(),
        letter_id=facts.letter_id,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    track.steps.append(row)
    flush_once(session)  # its id, and that nobody took a step of it meanwhile
    return row
