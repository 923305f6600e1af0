"""What the register of landlords refuses."""

from datetime import date
from uuid import UUID

from landlord_watch.kernel.errors import Conflict, RuleBroken


class NumberTaken(Conflict):
    """Another landlord has this number."""

    code = "landlord_number_taken"

    def __init__(self, *, party_id: UUID) -> None:
        super().__init__(party_id=party_id)
        self.party_id = party_id


class NumberOfAPerson(RuleBroken):
    """A person's number for a company; a sole trader is a person."""

    code = "landlord_number_of_a_person"


class NumberWithoutSource(RuleBroken):
    """A number that nobody says where it was read."""

    code = "landlord_number_without_source"


class RoleHeldAlready(Conflict):
    """The landlord has this role to this dwelling on some of the same days."""

    code = "role_held_already"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class RoleEndsTooEarly(RuleBroken):
    """A role that ends before the day it starts."""

    code = "role_ends_too_early"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class RoleEnded(Conflict):
    """The role has an end already."""

    code = "role_ended"


class ContactInFuture(RuleBroken):
    """A contact that has not happened yet."""

    code = "contact_in_future"


class AgreedDayWithoutAgreement(RuleBroken):
    """A day by which nothing was agreed."""

    code = "agreed_day_without_agreement"
