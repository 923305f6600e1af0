"""What the room of the costs of cases refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class AmountNotPositive(RuleBroken):
    """A cost, a claim or a payment of nothing, or of less."""

    code = "cost_amount_not_positive"


class CostMonthInTheFuture(RuleBroken):
    """A cost of a month that has not begun."""

    code = "cost_month_in_the_future"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class CostRecordedAlready(Conflict):
    """A cost of the same kind and month stands."""

    code = "cost_recorded_already"


class ClaimDayOutside(RuleBroken):
    """A claim, an answer or a payment on a day that cannot be: before the claim, or not come."""

    code = "claim_day_outside"

    def __init__(self, *, earliest_on: date, latest_on: date) -> None:
        super().__init__(earliest_on=earliest_on, latest_on=latest_on)


class PartNotWithin(RuleBroken):
    """A part that is no part: nothing, or all of what was claimed."""

    code = "claim_part_not_within"


class ClaimAnswered(Conflict):
    """The claim has been answered or taken back; somebody else was first."""

    code = "claim_answered"


class ClaimHasPayments(Conflict):
    """A claim is to be taken back while payments of it stand."""

    code = "claim_has_payments"


class ClaimTakenBack(Conflict):
    """Nothing comes of a claim that was taken back."""

    code = "claim_taken_back"


class RecoveredMoreThanClaimed(RuleBroken):
    """More comes back than was claimed, and nobody has said that it does."""

    code = "recovered_more_than_claimed"
