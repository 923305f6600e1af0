"""What is refused of log reviews."""

from landlord_watch.kernel.errors import Conflict, RuleBroken


class MonthNotOver(RuleBroken):
    """A month is reviewed when it is over."""

    code = "month_not_over"


class MonthReviewedAlready(Conflict):
    """The month's review has begun; there is one for each."""

    code = "month_reviewed_already"


class DecidedAlready(Conflict):
    """Somebody has decided on it; what was decided is not rewritten."""

    code = "look_up_decided_already"


class NoteMissing(RuleBroken):
    """What is not plainly in order is explained."""

    code = "review_note_missing"
