"""The person's own account: told, read back, confirmed or not; corrected by a better one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import (
    AccountDayOutside,
    AccountEmpty,
    AccountNotHeard,
    AccountSettled,
)
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    Confirmation,
    ContactConsent,
    Signature,
)
from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.households.queries import list_memberships
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class AccountAsTold:
    """
    What somebody told, in their own words, and whether others may be asked.

    `coercion`: what made them feel that they had no choice; empty: nothing was said of it.
    """

    person_id: UUID
    told_on: date
    words: str
    own_wish: ClearOwnWish
    contact_consent: ContactConsent
    coercion: str = ""
    language: str = ""
    is_interpreted: bool = False


@dataclass(frozen=True, slots=True)
class ReadBack:
    """That an account was read back to who told it, and what they said to it."""

    on: date
    confirmation: Confirmation
    signature: Signature


def record_account(
    session: Session,
    *,
    case_id: UUID,
    told: AccountAsTold,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseAccount:
    """
    Write down what somebody of the household told.

    Raises: `NotFound`, `CaseClosed`, `AccountEmpty`, `AccountDayOutside`.
    """
    case = hold_open(session, case_id=case_id)
    row = _made(session, case, told, today=today, actor_id=actor_id, at=at)
    trail(session, action="case_account.recorded", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def correct_account(
    session: Session,
    *,
    case_id: UUID,
    account_id: UUID,
    told: AccountAsTold,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseAccount:
    """
    Put a better account in the place of one, which stays to be read; it is to be read back anew.

    Raises: `NotFound`, `CaseClosed`, `AccountSettled`, `AccountEmpty`, `AccountDayOutside`.
    """
    case = hold_open(session, case_id=case_id)
    before = _standing(session, case, account_id)
    before.withdrawn_at = at
    row = _made(session, case, told, today=today, actor_id=actor_id, at=at, corrects=before.id)
    trail(session, action="case_account.corrected", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def confirm_account(
    session: Session,
    *,
    case_id: UUID,
    account_id: UUID,
    read_back: ReadBack,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseAccount:
    """
    Note that an account was read back, once; after a no it is corrected, not asked again.

    Raises: `NotFound`, `CaseClosed`, `AccountSettled`, `AccountDayOutside`, `AccountNotHeard`.
    """
    case = hold_open(session, case_id=case_id)
    row = _standing(session, case, account_id)
    if row.read_back_on is not None:
        raise AccountSettled
    if not row.told_on <= read_back.on <= today:
        raise AccountDayOutside(latest_on=today)
    if (
        read_back.signature is Signature.SIGNED
        and read_back.confirmation is not Confirmation.CONFIRMED
    ):
        raise AccountNotHeard
    row.read_back_on = read_back.on
    row.confirmation, row.signature = read_back.confirmation, read_back.signature
    trail(session, action="case_account.read_back", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_account(
    session: Session, *, case_id: UUID, account_id: UUID, actor_id: UUID, at: datetime
) -> CaseAccount:
    """
    Take back an account that was written down wrongly; it stays to be seen.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = queries.get_account(session, case_id=case.id, account_id=account_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(session, action="case_account.withdrawn", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def _made(
    session: Session,
    case: Case,
    told: AccountAsTold,
    *,
    today: date,
    actor_id: UUID,
    at: datetime,
    corrects: UUID | None = None,
) -> CaseAccount:
    if not told.words.strip():
        raise AccountEmpty
    if told.told_on > today:
        raise AccountDayOutside(latest_on=today)
    _check_belongs(session, case, told.person_id)
    row = CaseAccount(
        case_id=case.id,
        person_id=told.person_id,
        told_on=told.told_on,
        language=told.language,
        is_interpreted=told.is_interpreted,
        words=told.words.strip(),
        coercion_words=told.coercion.strip(),
        own_wish=told.own_wish,
        contact_consent=told.contact_consent,
        signature=Signature.NOT_ASKED,
        corrects_id=corrects,
        taken_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    flush_once(session)  # its id, and that nobody corrected the same one meanwhile
    return row


def _check_belongs(session: Session, case: Case, person_id: UUID) -> None:
    """Who is not of the household does not exist here."""
    found = list_memberships(session, person_id)
    if case.household_id not in {membership.household_id for membership, _ in found}:
        raise NotFound(person_id=person_id)


def _standing(session: Session, case: Case, account_id: UUID) -> CaseAccount:
    row = queries.get_account(session, case_id=case.id, account_id=account_id)
    if row.withdrawn_at is not None:
        raise AccountSettled
    return row
