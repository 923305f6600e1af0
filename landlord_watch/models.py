"""Every table, gathered, so that `Base.metadata` is whole."""

from landlord_watch.adjustment_periods import models as adjustment_periods
from landlord_watch.alarms import models as alarms
from landlord_watch.audit import models as audit
from landlord_watch.best_interests import models as best_interests
from landlord_watch.case_costs import models as case_costs
from landlord_watch.cases import models as cases
from landlord_watch.documents import models as documents
from landlord_watch.dwellings import models as dwellings
from landlord_watch.files import models as files
from landlord_watch.households import models as households
from landlord_watch.identity import models as identity
from landlord_watch.imports import models as imports
from landlord_watch.infra import field_keys
from landlord_watch.infra.database import Base
from landlord_watch.landlords import models as landlords
from landlord_watch.log_review import models as log_review
from landlord_watch.measures import models as measures
from landlord_watch.outward_moves import models as outward_moves
from landlord_watch.oversight import models as oversight
from landlord_watch.payments import models as payments
from landlord_watch.places import models as places
from landlord_watch.reach import models as reach
from landlord_watch.rents import models as rents
from landlord_watch.retention import models as retention
from landlord_watch.sync import models as sync
from landlord_watch.tenancies import models as tenancies
from landlord_watch.visits import models as visits

ROOMS = (
    adjustment_periods,
    alarms,
    audit,
    best_interests,
    case_costs,
    cases,
    documents,
    dwellings,
    field_keys,
    files,
    households,
    identity,
    imports,
    landlords,
    log_review,
    measures,
    outward_moves,
    oversight,
    payments,
    places,
    reach,
    rents,
    retention,
    sync,
    tenancies,
    visits,
)

metadata = Base.metadata

__all__ = ["ROOMS", "metadata"]
