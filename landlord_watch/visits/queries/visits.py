"""Reading visits, what was found, and concerns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    Select,
    or_,
    select,
)
from sqlalchemy.orm import Session, selectinload

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyState,
    Visit,
    VisitPhoto,
    VisitRevision,
    VisitState,
)

CLOSED_STATES = (
    DeficiencyState.CONFIRMED_FIXED,
    DeficiencyState.FOUND_AGAIN,
    DeficiencyState.ACCEPTED_RISK,
    DeficiencyState.MOVED_OUT,
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with whose home it is, who makes it, and what came of it."""

    visit: Visit
    dwelling: Dwelling
    case_number: str
    assigned_to: str
    #: None: nothing has come in, or two revisions stand beside each other.
    head: VisitRevision | None
    heads: int


def _visit_rows(
    session: Session, found: Sequence[tuple[Visit, Dwelling, str, str]]
) -> list[VisitRow]:
    heads = _heads_of(session, [row[0].id for row in found])
    return [
        VisitRow(
            visit,
            dwelling,
            case_number,
            assigned_to,
            heads[visit.id][0] if len(heads.get(visit.id, [])) == 1 else None,
            len(heads.get(visit.id, [])),
        )
        for visit, dwelling, case_number, assigned_to in found
    ]


def _heads_of(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, list[VisitRevision]]:
    heads: dict[UUID, list[VisitRevision]] = {}
    for revision in session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id.in_(visit_ids), VisitRevision.is_head)
        .order_by(VisitRevision.received_at)
    ):
        heads.setdefault(revision.visit_id, []).append(revision)
    return heads


def _visits() -> Select[Visit, Dwelling, str, str]:
    return (
        select(Visit, Dwelling, Household.case_number, StaffMember.full_name)
        .join(Dwelling, Dwelling.id == Visit.dwelling_id)
        .join(Household, Household.id == Visit.household_id)
        .join(StaffMember, StaffMember.id == Visit.assigned_to_id)
    )


def list_visits(
    session: Session,
    *,
    state: VisitState | None,
    assigned_to_id: UUID | None,
    within: Within,
    number: int | None,
) -> Page[VisitRow]:
    """
    Visits, the latest planned first, a page at a time; `number` None: all of them.

    `state`, `assigned_to_id` None: whatever the state, whoever.
    """
    query = _visits().where(within(Visit.household_id))
    query = query.order_by(Visit.planned_at.desc(), Visit.id)
    if state is not None:
        query = query.where(Visit.state == state)
    if assigned_to_id is not None:
        query = query.where(Visit.assigned_to_id == assigned_to_id)
    page = row_page(session, query, number=number)
    found = [(row[0], row[1], row[2], row[3]) for row in page.rows]
    return Page(_visit_rows(session, found), page.number, page.total)


def get_visit(session: Session, visit_id: UUID) -> VisitRow:
    """
    A visit, whole.

    Raises: `NotFound`.
    """
    found = session.execute(_visits().where(Visit.id == visit_id)).one_or_none()
    if found is None:
        raise NotFound(visit_id=visit_id)
    return _visit_rows(session, [(found[0], found[1], found[2], found[3])])[0]


def list_visits_of_household(session: Session, household_id: UUID) -> list[VisitRow]:
    """A household's visits, the latest planned first."""
    query = _visits().where(Visit.household_id == household_id).order_by(Visit.planned_at.desc())
    found = [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]
    return _visit_rows(session, found)


def list_homes(session: Session, *, household_id: UUID, on: date) -> Sequence[Dwelling]:
    """The homes a household rents on a day; a visit is made to one of them."""
    return session.scalars(
        select(Dwelling)
        .join(Tenancy, Tenancy.dwelling_id == Dwelling.id)
        .where(
            Tenancy.household_id == household_id,
            Tenancy.starts_on <= on,
            or_(Tenancy.ends_on.is_(None), Tenancy.ends_on > on),
        )
        .order_by(Tenancy.starts_on.desc())
    ).all()


def list_revisions(session: Session, visit_id: UUID) -> Sequence[VisitRevision]:
    """Every revision of a visit, the newest first."""
    return session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id == visit_id)
        .order_by(VisitRevision.received_at.desc(), VisitRevision.id.desc())
    ).all()


def list_photos(session: Session, revision_id: UUID) -> Sequence[VisitPhoto]:
    """The photos of a revision, those that have come and those that have not."""
    return session.scalars(
        select(VisitPhoto)
        .where(VisitPhoto.revision_id == revision_id)
        .order_by(VisitPhoto.item_id, VisitPhoto.photo_id)
    ).all()


def get_photo_of_visit(session: Session, *, visit_id: UUID, photo_id: UUID) -> VisitPhoto:
    """
    A photo of this visit; one of another visit does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalars(
        select(VisitPhoto)
        .join(VisitRevision, VisitRevision.id == VisitPhoto.revision_id)
        .where(VisitRevision.visit_id == visit_id, VisitPhoto.photo_id == photo_id)
        .order_by(VisitPhoto.stored_file_id.is_(None))
    ).first()
    if found is None:
        raise NotFound(photo_id=photo_id)
    return found


def list_deficiencies_of_visit(session: Session, visit_id: UUID) -> Sequence[Deficiency]:
    """What a visit found, by item."""
    return session.scalars(
        select(Deficiency).where(Deficiency.visit_id == visit_id).order_by(Deficiency.item_id)
    ).all()


def list_deficiencies_of_dwelling(
    session: Session, *, dwelling_id: UUID, within: Within
) -> Sequence[Deficiency]:
    """What has been found in a home, the newest first; of the home, about nobody in it."""
    return session.scalars(
        select(Deficiency)
        .outerjoin(Visit, Visit.id == Deficiency.visit_id)
        .where(
            Deficiency.dwelling_id == dwelling_id,
            or_(Deficiency.visit_id.is_(None), within(Visit.household_id)),
        )
        .order_by(Deficiency.found_on.desc(), Deficiency.item_id)
    ).all()


def get_deficiency(session: Session, deficiency_id: UUID) -> Deficiency:
    """
    A deficiency with the steps taken.

    Raises: `NotFound`.
    """
    found = session.get(Deficiency, deficiency_id, options=[selectinload(Deficiency.events)])
    if found is None:
        raise NotFound(deficiency_id=deficiency_id)
    return found


@dataclass(frozen=True, slots=True)
class DueDeficiency:
    """An open deficiency with the home it is in."""

    deficiency: Deficiency
    dwelling: Dwelling


def list_due_deficiencies(
    session: Session, *, on: date, within: Within, limit: int
) -> list[DueDeficiency]:
    """Open deficiencies whose day has come, the oldest first."""
    rows = session.execute(
        select(Deficiency, Dwelling)
        .join(Dwelling, Dwelling.id == Deficiency.dwelling_id)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .where(
            within(Visit.household_id),
            Deficiency.due_on <= on,
            Deficiency.state.not_in(CLOSED_STATES),
            Deficiency.is_fixed_on_spot.is_(False),
        )
        .order_by(Deficiency.due_on, Deficiency.id)
        .limit(limit)
    )
    return [DueDeficiency(row[0], row[1]) for row in rows]


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """When a visit was to be, and whether who asks may read more of it; nothing of whose home."""

    planned_at: datetime
    is_within: bool


def planned_times(
    session: Session, *, visit_ids: Collection[UUID], within: Within
) -> dict[UUID, PlannedTime]:
    """Of these visits, those that are known here, also those out of reach."""
    rows = session.execute(
        select(Visit.id, Visit.planned_at, within(Visit.household_id)).where(
            Visit.id.in_(visit_ids)
        )
    )
    return {id_: PlannedTime(planned_at, bool(is_within)) for id_, planned_at, is_within in rows}
