"""What the room of measures refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class MeasureTakenUp(Conflict):
    """The household has this measure already, from the same visit, and it is not over."""

    code = "household_measure_taken_up"


class MeasureActionUnknown(RuleBroken):
    """No checklist knows such an action, so nobody could say what is to be done."""

    code = "household_measure_action_unknown"


class MeasureVisitElsewhere(RuleBroken):
    """The visit was to another household, or has not been made."""

    code = "household_measure_visit_elsewhere"


class MeasureForNobody(RuleBroken):
    """Who is to answer for it does not work here any more."""

    code = "household_measure_for_nobody"


class MeasureDueInPast(RuleBroken):
    """What is to be done is done by a day that has not passed."""

    code = "household_measure_due_in_past"


class MeasureMovedOn(Conflict):
    """Something was noted of it since the page was read, by a second click or by somebody else."""

    code = "household_measure_moved_on"


class MeasureStepOutOfTurn(RuleBroken):
    """That cannot follow on what has been noted of the measure."""

    code = "household_measure_step_out_of_turn"


class MeasureStepOutsideTime(RuleBroken):
    """A day that has not come, or before what the step follows on."""

    code = "household_measure_step_outside_time"

    def __init__(self, *, earliest_on: date, latest_on: date) -> None:
        super().__init__(earliest_on=earliest_on, latest_on=latest_on)


class MeasureStepSaysTooLittle(RuleBroken):
    """The step does not say what it has to; `missing` is the name of what is not there."""

    code = "household_measure_step_says_too_little"

    def __init__(self, *, missing: str) -> None:
        super().__init__(missing=missing)


class MeasureTellingWithoutYes(RuleBroken):
    """A landlord is told with the resident's yes and on no other ground."""

    code = "household_measure_telling_without_yes"


class MeasureTakenBack(Conflict):
    """The measure has been taken back."""

    code = "household_measure_taken_back"
