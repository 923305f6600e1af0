"""What the room of children's best interest refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class NotAChild(RuleBroken):
    """Somebody who was eighteen or older on the day, or is not known to be younger."""

    code = "best_interest_not_a_child"


class ChildNotHeard(RuleBroken):
    """Neither what the child thinks, nor why the child was not heard."""

    code = "best_interest_child_not_heard"


class BestInterestWithoutReasons(RuleBroken):
    """The question, the facts, the weighing or the conclusion is not written."""

    code = "best_interest_without_reasons"


class BestInterestInTheFuture(RuleBroken):
    """It was looked at, or followed up, on a day that has not come."""

    code = "best_interest_in_the_future"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class FollowUpNotLater(RuleBroken):
    """It is to be followed up, or was, on a day that is not after the one it was looked at."""

    code = "best_interest_follow_up_not_later"

    def __init__(self, *, decided_on: date) -> None:
        super().__init__(decided_on=decided_on)


class BestInterestSettled(Conflict):
    """It has been corrected or taken back; somebody else was first."""

    code = "best_interest_settled"


class FollowedUpAlready(Conflict):
    """It has been followed up, or there is nothing to follow up."""

    code = "best_interest_followed_up"
