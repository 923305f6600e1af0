"""What the room of tenancies refuses."""

from datetime import date

from landlord_watch.kernel.errors import RuleBroken


class TenancyRecordedAlready(RuleBroken):
    """The household has a contract for this dwelling on some of these days already."""

    code = "tenancy_recorded_already"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)
