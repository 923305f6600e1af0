"""Reading cases: one whole, those of a household, and what stands in each."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAssessment,
    CaseFinding,
    CaseLetter,
    CaseTime,
    CaseTrack,
    Confirmation,
    FindingKind,
    OutwardCheck,
)
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    CounterIndicator,
    FormFound,
    Ground,
)
from landlord_watch.cases.rules.tracks import Taken
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.kernel.errors import NotFound

RowT = TypeVar("RowT", CaseFinding, OutwardCheck, CaseAccount, CaseAssessment, CaseTime)


def get_case(session: Session, case_id: UUID) -> Case:
    """
    A case with its tracks and their steps.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Case)
        .where(Case.id == case_id)
        .options(selectinload(Case.tracks).selectinload(CaseTrack.steps))
    )
    if found is None:
        raise NotFound(case_id=case_id)
    return found


def hold_case(session: Session, case_id: UUID) -> Case:
    """
    A case, held until the transaction ends, so that a second click sees what the first one made.

    Raises: `NotFound`.
    """
    found = session.scalar(select(Case).where(Case.id == case_id).with_for_update())
    if found is None:
        raise NotFound(case_id=case_id)
    return found


def find_open_case(session: Session, household_id: UUID) -> Case | None:
    """The case of a household that is open; None: there is none."""
    return session.scalar(
        select(Case).where(Case.household_id == household_id, Case.closed_on.is_(None))
    )


def list_cases(session: Session, household_id: UUID) -> Sequence[Case]:
    """The cases of a household, the latest first."""
    return session.scalars(
        select(Case).where(Case.household_id == household_id).order_by(Case.opened_on.desc())
    ).all()


def list_cases_with_steps(session: Session, household_id: UUID) -> Sequence[Case]:
    """The cases of a household with their tracks and steps, the first opened first."""
    return session.scalars(
        select(Case)
        .where(Case.household_id == household_id)
        .order_by(Case.opened_on, Case.id)
        .options(selectinload(Case.tracks).selectinload(CaseTrack.steps))
    ).all()


def list_assessments_of_household(
    session: Session, household_id: UUID
) -> Sequence[tuple[CaseAssessment, Case]]:
    """What the cases of a household were judged to be, of what stands, with the case."""
    rows = session.execute(
        select(CaseAssessment, Case)
        .join(Case, Case.id == CaseAssessment.case_id)
        .where(Case.household_id == household_id, CaseAssessment.withdrawn_at.is_(None))
        .order_by(CaseAssessment.recorded_at, CaseAssessment.id)
    )
    return [(made, case) for made, case in rows]


def get_track(session: Session, *, case_id: UUID, track_id: UUID) -> CaseTrack:
    """
    A track of a case with its steps; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseTrack)
        .where(CaseTrack.id == track_id, CaseTrack.case_id == case_id)
        .options(selectinload(CaseTrack.steps))
    )
    if found is None:
        raise NotFound(track_id=track_id)
    return found


def taken(track: CaseTrack) -> list[Taken]:
    """The steps of a track as the rules read them."""
    return [Taken(each.step, each.happened_on) for each in track.steps]


def get_finding(session: Session, *, case_id: UUID, finding_id: UUID) -> CaseFinding:
    """
    Something that speaks for or against in a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    return _of_case(session, CaseFinding, case_id=case_id, row_id=finding_id)


def get_outward_check(session: Session, *, case_id: UUID, check_id: UUID) -> OutwardCheck:
    """
    A check of protection and secrecy of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    return _of_case(session, OutwardCheck, case_id=case_id, row_id=check_id)


def get_account(session: Session, *, case_id: UUID, account_id: UUID) -> CaseAccount:
    """
    An account of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    return _of_case(session, CaseAccount, case_id=case_id, row_id=account_id)


def get_assessment(session: Session, *, case_id: UUID, assessment_id: UUID) -> CaseAssessment:
    """
    What a case was judged to be; another case's does not exist here.

    Raises: `NotFound`.
    """
    return _of_case(session, CaseAssessment, case_id=case_id, row_id=assessment_id)


def _of_case(session: Session, model: type[RowT], *, case_id: UUID, row_id: UUID) -> RowT:
    found = session.scalar(select(model).where(model.id == row_id, model.case_id == case_id))
    if found is None:
        raise NotFound(row_id=row_id)
    return found


def list_letters(session: Session, case_id: UUID) -> Sequence[CaseLetter]:
    """The letters made in a case, the newest first, with what they say."""
    return session.scalars(
        select(CaseLetter)
        .where(CaseLetter.case_id == case_id)
        .order_by(CaseLetter.id.desc())
        .options(joinedload(CaseLetter.letter))
    ).all()


def get_letter(session: Session, *, case_id: UUID, letter_id: UUID) -> CaseLetter:
    """
    That a letter was made in a case, by the letter's id; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseLetter)
        .where(CaseLetter.letter_id == letter_id, CaseLetter.case_id == case_id)
        .options(joinedload(CaseLetter.letter))
    )
    if found is None:
        raise NotFound(letter_id=letter_id)
    return found


def list_findings(session: Session, case_id: UUID) -> Sequence[CaseFinding]:
    """What speaks for and against, those taken back too, in the order it was noted."""
    return session.scalars(
        select(CaseFinding)
        .where(CaseFinding.case_id == case_id)
        .order_by(CaseFinding.recorded_at, CaseFinding.id)
    ).all()


def list_outward_checks(session: Session, case_id: UUID) -> Sequence[OutwardCheck]:
    """Every check of protection and secrecy, the latest first, those taken back too."""
    return session.scalars(
        select(OutwardCheck)
        .where(OutwardCheck.case_id == case_id)
        .order_by(OutwardCheck.recorded_at.desc(), OutwardCheck.id.desc())
    ).all()


def list_accounts(session: Session, case_id: UUID) -> Sequence[CaseAccount]:
    """Every account of a case, those corrected and taken back too, the latest first."""
    return session.scalars(
        select(CaseAccount)
        .where(CaseAccount.case_id == case_id)
        .order_by(CaseAccount.recorded_at.desc(), CaseAccount.id.desc())
    ).all()


def list_assessments(session: Session, case_id: UUID) -> Sequence[CaseAssessment]:
    """What a case was judged to be, the latest first, those taken back too."""
    return session.scalars(
        select(CaseAssessment)
        .where(CaseAssessment.case_id == case_id)
        .order_by(CaseAssessment.recorded_at.desc(), CaseAssessment.id.desc())
    ).all()


def find_outward_check(session: Session, case_id: UUID) -> OutwardCheck | None:
    """The latest check of protection and secrecy that stands; None: nobody has made one."""
    return session.scalar(
        select(OutwardCheck)
        .where(OutwardCheck.case_id == case_id, OutwardCheck.withdrawn_at.is_(None))
        .order_by(OutwardCheck.recorded_at.desc(), OutwardCheck.id.desc())
        .limit(1)
    )


def ground_of(session: Session, case_id: UUID, *, clear_own_wish: ClearOwnWish) -> Ground:
    """What a case stands on now, by what has been found and told."""
    standing = [each for each in list_findings(session, case_id) if each.withdrawn_at is None]
    return Ground(
        forms=[
            FormFound(ArrivalForm(each.code), each.evidence)
            for each in standing
            if each.kind is FindingKind.FORM
        ],
        counters=[
            CounterIndicator(each.code) for each in standing if each.kind is FindingKind.COUNTER
        ],
        clear_own_wish=clear_own_wish,
        is_account_confirmed=_is_account_confirmed(session, case_id),
    )


def _is_account_confirmed(session: Session, case_id: UUID) -> bool:
    found = session.scalar(
        select(CaseAccount.id)
        .where(
            CaseAccount.case_id == case_id,
            CaseAccount.withdrawn_at.is_(None),
            CaseAccount.confirmation == Confirmation.CONFIRMED,
        )
        .limit(1)
    )
    return found is not None


def get_time(session: Session, *, case_id: UUID, time_id: UUID) -> CaseTime:
    """
    A time of our own of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    return _of_case(session, CaseTime, case_id=case_id, row_id=time_id)
