"""What the room of adjustment periods refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class AdjustmentOutsideTenancy(RuleBroken):
    """The time begins on a day when the household has no contract for the home."""

    code = "adjustment_outside_tenancy"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class AdjustmentBeforeDecision(RuleBroken):
    """The time is over before it was decided on."""

    code = "adjustment_before_decision"

    def __init__(self, *, last_on: date) -> None:
        super().__init__(last_on=last_on)


class AdjustmentGivenAlready(RuleBroken):
    """The household has time given for this home on some of these days already."""

    code = "adjustment_given_already"

    def __init__(self, *, last_on: date) -> None:
        super().__init__(last_on=last_on)


class AdjustmentSettled(Conflict):
    """It has been extended, followed up or taken back; somebody else was first."""

    code = "adjustment_settled"
