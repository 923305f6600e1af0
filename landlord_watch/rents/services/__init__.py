"""Recording rents, keeping norms, and checking one against the other."""

from landlord_watch.rents.services.checks import check_tenancy
from landlord_watch.rents.services.norms import (
    Adoption,
    adopt_as_own,
    import_norm_csv,
    import_published_norms,
    stop_using,
)
from landlord_watch.rents.services.rents import RentAsTold, record_rent, withdraw_rent

__all__ = [
    "Adoption",
    "RentAsTold",
    "adopt_as_own",
    "check_tenancy",
    "import_norm_csv",
    "import_published_norms",
    "record_rent",
    "stop_using",
    "withdraw_rent",
]
