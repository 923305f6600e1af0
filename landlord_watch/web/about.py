"""What a view is about: how its arguments lead to a household, or why there is none to reach."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import Select, select

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.cases.models import Case
from landlord_watch.households.models import Household
from landlord_watch.measures.models import Measure
from landlord_watch.outward_moves.models import OutwardMove
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.sync.models import Parcel
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Concern, Deficiency, Visit

ById = Callable[[UUID], Select[UUID]]


@dataclass(frozen=True, slots=True)
class Thing:
    """
    One thing of the case world: the argument that names it, and the household it hangs on.

    `loose`: finds it where it hangs on no household; None: it always hangs on one.
    """

    argument: str
    household_ids: ById
    loose: ById | None = None


class Without(Enum):
    """A view of the case world that is about no one thing."""

    #: Shows many: filtered by `guard.within`.
    LIST = auto()
    #: Finds by what was typed: filtered by `guard.within`.
    SEARCH = auto()
    #: Makes something that hangs on no household yet.
    NEW = auto()
    #: Shows and takes what is one's own alone; the query says whose.
    OWN = auto()
    #: Takes an alarm that tells nothing of whom it is about: whoever may be called for it may.
    ALARM = auto()


About = Thing | Without

LIST, SEARCH, NEW, OWN = Without.LIST, Without.SEARCH, Without.NEW, Without.OWN
ALARM = Without.ALARM

HOUSEHOLD = Thing("household_id", lambda id_: select(Household.id).where(Household.id == id_))
TENANCY = Thing("tenancy_id", lambda id_: select(Tenancy.household_id).where(Tenancy.id == id_))
RENT_CHECK = Thing(
    "check_id",
    lambda id_: (
        select(Tenancy.household_id)
        .join(RentCheckRecord, RentCheckRecord.tenancy_id == Tenancy.id)
        .where(RentCheckRecord.id == id_)
    ),
)
ADJUSTMENT_PERIOD = Thing(
    "period_id",
    lambda id_: (
        select(Tenancy.household_id)
        .join(AdjustmentPeriod, AdjustmentPeriod.tenancy_id == Tenancy.id)
        .where(AdjustmentPeriod.id == id_)
    ),
)
CASE = Thing("case_id", lambda id_: select(Case.household_id).where(Case.id == id_))
OUTWARD_MOVE = Thing(
    "move_id", lambda id_: select(OutwardMove.household_id).where(OutwardMove.id == id_)
)
VISIT = Thing("visit_id", lambda id_: select(Visit.household_id).where(Visit.id == id_))
MEASURE = Thing(
    "household_measure_id", lambda id_: select(Measure.household_id).where(Measure.id == id_)
)
DEFICIENCY = Thing(
    "deficiency_id",
    lambda id_: (
        select(Visit.household_id)
        .join(Deficiency, Deficiency.visit_id == Visit.id)
        .where(Deficiency.id == id_)
    ),
    # of the home alone, once the household's file has been taken away
    loose=lambda id_: select(Deficiency.id).where(
        Deficiency.id == id_, Deficiency.visit_id.is_(None)
    ),
)
CONCERN = Thing(
    "concern_id",
    lambda id_: (
        select(Visit.household_id)
        .join(Concern, Concern.visit_id == Visit.id)
        .where(Concern.id == id_)
    ),
)
PARCEL = Thing(
    "revision_id",
    lambda id_: (
        select(Visit.household_id)
        .join(Parcel, Parcel.visit_id == Visit.id)
        .where(Parcel.revision_id == id_)
    ),
    loose=lambda id_: (
        select(Parcel.revision_id)
        .outerjoin(Visit, Visit.id == Parcel.visit_id)
        .where(Parcel.revision_id == id_, Visit.id.is_(None))
    ),
)
