"""What the register of dwellings refuses."""

from datetime import date
from uuid import UUID

from landlord_watch.kernel.errors import Conflict, RuleBroken


class AddressTaken(Conflict):
    """There is a dwelling with this address and number already."""

    code = "address_taken"

    def __init__(self, *, dwelling_id: UUID) -> None:
        super().__init__(dwelling_id=dwelling_id)
        self.dwelling_id = dwelling_id


class DesignationMalformed(RuleBroken):
    """Not a fastighetsbeteckning: it ends with a unit's number."""

    code = "designation_malformed"


class OfferedRentStands(Conflict):
    """An offered rent from the same day stands; it is withdrawn before another is recorded."""

    code = "offered_rent_stands"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class OfferedRentNotPositive(RuleBroken):
    """A dwelling offered for nothing."""

    code = "offered_rent_not_positive"


class OfferedRentWithdrawn(Conflict):
    """The offered rent has been withdrawn already."""

    code = "offered_rent_withdrawn"
