"""What is refused of the municipality's own outward moves."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class MoveKnown(Conflict):
    """The same household's move on the same day, once more."""

    code = "outward_move_known"


class MoveDayOutside(RuleBroken):
    """A day that has not come, or that lies before the move it is of."""

    code = "outward_move_day_outside"

    def __init__(self, *, latest_on: date) -> None:
        super().__init__(latest_on=latest_on)


class ContactDayOutside(RuleBroken):
    """A day of contact that does not go with when the contact is said to have been."""

    code = "outward_contact_day_outside"

    def __init__(self, *, moved_on: date) -> None:
        super().__init__(moved_on=moved_on)


class MoveTakenBack(RuleBroken):
    """Something new about a move that was taken back."""

    code = "outward_move_taken_back"


class OutwardOutcomeWithoutGround(RuleBroken):
    """An outcome that what has been noted does not carry."""

    code = "outward_outcome_without_ground"

    def __init__(self, *, lacks: str) -> None:
        super().__init__(lacks=lacks)


class OutwardReasonsMissing(RuleBroken):
    """A judgement of an outward move without reasons."""

    code = "outward_reasons_missing"
