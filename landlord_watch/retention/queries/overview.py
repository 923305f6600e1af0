"""What is due now, what is kept and why, and the proposals there are."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.municipalities import Municipality
from landlord_watch.retention.models import Purge, PurgeItem
from landlord_watch.retention.queries.files import list_files
from landlord_watch.retention.rules import (
    Because,
    CaseFile,
    Decision,
    Fate,
    decide,
    rule_book,
    years_after,
)


@dataclass(frozen=True, slots=True)
class DueFile:
    """
    A file and what becomes of it.

    `case_numbers`: of its households; empty where one of them is not for who looks.
    """

    file: CaseFile
    decision: Decision
    case_numbers: tuple[str, ...]
    is_proposed: bool


@dataclass(slots=True)
class KeptFiles:
    """Every file there is, by what becomes of it; `counts` by fate and reason."""

    counts: Counter[tuple[Fate, Because]] = field(default_factory=Counter)
    due: list[DueFile] = field(default_factory=list)
    held: list[DueFile] = field(default_factory=list)
    undecided: list[DueFile] = field(default_factory=list)
    #: Nothing was written for so long as files are kept, and yet something is said to go on.
    forgotten: list[DueFile] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def to_propose(self) -> list[DueFile]:
        return [each for each in self.due if not each.is_proposed]


def look_over(session: Session, *, place: Municipality, at: datetime, within: Within) -> KeptFiles:
    """
    What becomes of each file now; those due longest first. Nothing is changed by looking.

    `within` says of which households the case number is shown.
    """
    on, kept = at.astimezone(LOCAL).date(), KeptFiles()
    shown = _Shown.read(session, within)
    for file in list_files(session, on=on):
        decision = decide(file, place=place, on=on)
        kept.counts[decision.fate, decision.because] += 1
        where = _place_of(kept, file, decision, on)
        if where is not None:
            where.append(shown.row(file, decision))
    for rows in (kept.due, kept.held, kept.undecided, kept.forgotten):
        rows.sort(key=lambda each: (each.decision.due_on or each.file.noted_on, each.case_numbers))
    return kept


def _place_of(
    kept: KeptFiles, file: CaseFile, decision: Decision, on: date
) -> list[DueFile] | None:
    """Where a file is listed; None: nowhere, nothing is to be done about it."""
    if decision.fate is Fate.DUE:
        return kept.held if file.is_held else kept.due
    if decision.fate is Fate.UNDECIDED:
        return kept.undecided
    is_old = years_after(file.noted_on, rule_book().years()) <= on
    return kept.forgotten if decision.because is Because.GOES_ON and is_old else None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a list says of households."""

    case_numbers: dict[UUID, str]
    proposed: set[UUID]

    @classmethod
    def read(cls, session: Session, within: Within) -> "_Shown":
        numbers = session.execute(
            select(Household.id, Household.case_number).where(within(Household.id))
        )
        proposed = session.scalars(select(PurgeItem.household_id))
        return cls({row[0]: row[1] for row in numbers}, set(proposed))

    def row(self, file: CaseFile, decision: Decision) -> DueFile:
        ids = file.household_ids
        is_shown = all(id_ in self.case_numbers for id_ in ids)
        numbers = sorted(self.case_numbers[id_] for id_ in ids) if is_shown else ()
        return DueFile(file, decision, tuple(numbers), bool(ids & self.proposed))


@dataclass(frozen=True, slots=True)
class PurgeRow:
    """A proposal and who made it and decided; `decided_by` None: nobody has."""

    purge: Purge
    proposed_by: str
    decided_by: str | None


def list_purges(session: Session, *, number: int) -> Page[PurgeRow]:
    """The proposals there have been, the newest first."""
    proposer, decider = aliased(StaffMember), aliased(StaffMember)
    query = (
        select(Purge, proposer.full_name, decider.full_name)
        .join(proposer, proposer.id == Purge.proposed_by_id)
        .outerjoin(decider, decider.id == Purge.decided_by_id)
        .order_by(Purge.proposed_at.desc(), Purge.id)
    )
    page = row_page(session, query, number=number)
    return Page([PurgeRow(*row) for row in page.rows], page.number, page.total)


def get_purge(session: Session, purge_id: UUID) -> PurgeRow:
    """
    A proposal, and who made it and decided.

    Raises: `NotFound`.
    """
    proposer, decider = aliased(StaffMember), aliased(StaffMember)
    found = session.execute(
        select(Purge, proposer.full_name, decider.full_name)
        .join(proposer, proposer.id == Purge.proposed_by_id)
        .outerjoin(decider, decider.id == Purge.decided_by_id)
        .where(Purge.id == purge_id)
    ).one_or_none()
    if found is None:
        raise NotFound(purge_id=purge_id)
    return PurgeRow(*found)


def find_log_purge(session: Session) -> Purge | None:
    """The proposal about the access log that is not done; None: there is none."""
    query = select(Purge).where(Purge.log_kept_from_at.is_not(None), Purge.done_at.is_(None))
    return session.scalar(query.limit(1))


def list_approved(session: Session) -> list[UUID]:
    """The proposals that were agreed to and are not done, the oldest first."""
    query = select(Purge.id).where(Purge.is_approved, Purge.done_at.is_(None))
    return list(session.scalars(query.order_by(Purge.decided_at, Purge.id)))


def list_case_numbers(session: Session, *, purge_id: UUID, within: Within) -> list[str | None]:
    """The households that a proposal waits to take away; None: not for who looks."""
    rows = session.execute(
        select(Household.case_number, within(Household.id))
        .join(PurgeItem, PurgeItem.household_id == Household.id)
        .where(PurgeItem.purge_id == purge_id)
        .order_by(Household.case_number)
    )
    return [number if is_shown else None for number, is_shown in rows]
