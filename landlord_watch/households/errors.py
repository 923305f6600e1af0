"""What the room of households refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class EndsBeforeStart(RuleBroken):
    """A first day after that is not after the first day."""

    code = "ends_before_start"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class EndedAlready(Conflict):
    """It has been ended on another day; somebody else was first."""

    code = "ended_already"

    def __init__(self, *, ends_on: date) -> None:
        super().__init__(ends_on=ends_on)


class PersonUnknown(RuleBroken):
    """Nobody is recorded with this number, and no name was given to record one by."""

    code = "person_unknown"


class NumberToCompare(RuleBroken):
    """Somebody has to compare who is recorded here by this number, and reaches what they need."""

    code = "number_to_compare"


class PersonNamedDifferently(RuleBroken):
    """The number belongs to somebody recorded by another name; one of the two is mistyped."""

    code = "person_named_differently"


class BornLater(RuleBroken):
    """Born after the day it is recorded."""

    code = "born_later"


class PersonInOtherHousehold(RuleBroken):
    """Some of these days the person lives in another household all the time."""

    code = "person_in_other_household"

    def __init__(self, *, case_number: str, starts_on: date) -> None:
        super().__init__(case_number=case_number, starts_on=starts_on)


class PersonInHouseholdAlready(RuleBroken):
    """The person belongs to this household on some of these days already."""

    code = "person_in_household_already"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class AidPeriodsOverlap(RuleBroken):
    """The household has aid on some of these days already."""

    code = "aid_periods_overlap"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class ArrivalRecordedAlready(RuleBroken):
    """The household's arrival from this municipality on this day is recorded."""

    code = "arrival_recorded_already"


class ArrivalFromHere(RuleBroken):
    """Who comes from the own municipality has not arrived from another."""

    code = "arrival_from_here"


class ArrivalFormsUnknown(RuleBroken):
    """A form of participation that is not on the list."""

    code = "arrival_forms_unknown"


class ArrangementUnknown(RuleBroken):
    """A part of a move, or somebody who arranged it, that is not on the list."""

    code = "arrangement_unknown"


class LandlordArrangedNothing(RuleBroken):
    """A landlord is named, but nothing is said to have been arranged by one."""

    code = "landlord_arranged_nothing"


class ArrivalReplaced(Conflict):
    """The arrival has been corrected or taken back; somebody else was first."""

    code = "arrival_replaced"
