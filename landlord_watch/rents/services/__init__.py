"""Recording rents, keeping norms, and checking one against the other."""

from landlord_watch.rents.services.asides import AsideAsTold, record_aside, withdraw_aside
from landlord_watch.rents.services.checks import check_tenancy, note_check_copied
from landlord_watch.rents.services.drafts import (
    DraftAdoption,
    adopt_draft,
    bring_back_draft,
    discard_draft,
    go_back,
    save_draft,
    start_draft,
)
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
    "AsideAsTold",
    "DraftAdoption",
    "RentAsTold",
    "adopt_as_own",
    "adopt_draft",
    "bring_back_draft",
    "check_tenancy",
    "discard_draft",
    "go_back",
    "import_norm_csv",
    "import_published_norms",
    "note_check_copied",
    "record_aside",
    "record_rent",
    "save_draft",
    "start_draft",
    "stop_using",
    "withdraw_aside",
    "withdraw_rent",
]
