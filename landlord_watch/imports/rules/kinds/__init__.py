"""The kinds of lists there are."""

from collections.abc import Mapping

from landlord_watch.imports.rules.kind import Kind, KindName
from landlord_watch.imports.rules.kinds.dwellings import DWELLINGS
from landlord_watch.imports.rules.kinds.landlords import LANDLORDS
from landlord_watch.imports.rules.kinds.offered_rents import OFFERED_RENTS
from landlord_watch.imports.rules.kinds.payments import PAYMENTS
from landlord_watch.imports.rules.kinds.tenancies import TENANCIES

KINDS: Mapping[KindName, Kind] = {
    kind.name: kind for kind in (LANDLORDS, DWELLINGS, OFFERED_RENTS, TENANCIES, PAYMENTS)
}

__all__ = ["KINDS"]
