"""What oversight refuses."""

from datetime import date

from landlord_watch.kernel.errors import RuleBroken


class PeriodNotWhole(RuleBroken):
    """An edition of something else than whole months that are over."""

    code = "statistics_period_not_whole"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class PeriodsOverlap(RuleBroken):
    """An edition that shares months with an earlier one, and is not of the same period."""

    code = "statistics_periods_overlap"

    def __init__(self, *, starts_on: date, ends_on: date) -> None:
        super().__init__(starts_on=starts_on, ends_on=ends_on)


class EditionsTooAlike(RuleBroken):
    """An edition of a period again, that differs by so few that they could be told."""

    code = "statistics_editions_too_alike"


class EditionNotQuarter(RuleBroken):
    """An edition of landlords that does not end with a quarter, or with one that is not over."""

    code = "edition_not_quarter"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class EditionMadeAlready(RuleBroken):
    """An edition of a period that there is one of already; it has to be taken back first."""

    code = "edition_made_already"

    def __init__(self, *, ends_on: date) -> None:
        super().__init__(ends_on=ends_on)


class GroupsContradict(RuleBroken):
    """An edition while somebody is confirmed to belong together with whom they do not."""

    code = "edition_groups_contradict"


class DwellingTotalWrong(RuleBroken):
    """A number of dwellings that is none, or as of a day that has not come."""

    code = "dwelling_total_wrong"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class DwellingTotalTakenBack(RuleBroken):
    """A number of dwellings that is taken back once more."""

    code = "dwelling_total_taken_back"


class ParameterWrong(RuleBroken):
    """A value for what is no parameter, that cannot be one, or with no decision behind it."""

    code = "indicator_parameter_wrong"


class EditionWithdrawnAlready(RuleBroken):
    """An edition that is withdrawn once more; the first reason stands."""

    code = "edition_withdrawn_already"

    def __init__(self, *, withdrawn_on: date) -> None:
        super().__init__(withdrawn_on=withdrawn_on)


class ReasonMissing(RuleBroken):
    """An edition that is withdrawn without a word of why."""

    code = "edition_reason_missing"


class NotCanonical(Exception):
    """Something in a document that could be written in two ways; a bug of ours."""

    def __init__(self, *, found: str) -> None:
        super().__init__(found)


class PurposeMissing(RuleBroken):
    """Statistics that nobody has said the purpose of."""

    code = "statistics_purpose_missing"


class RequestDayOutside(RuleBroken):
    """A day of a request that has not come, or lies before the one it came in."""

    code = "statistics_request_day_outside"

    def __init__(self, *, latest_on: date) -> None:
        super().__init__(latest_on=latest_on)


class RequestEmpty(RuleBroken):
    """A reply to a request in which nothing has been asked."""

    code = "statistics_request_empty"


class ReplySentAlready(RuleBroken):
    """A reply that is noted as sent once more, on another day."""

    code = "statistics_reply_sent_already"

    def __init__(self, *, sent_on: date) -> None:
        super().__init__(sent_on=sent_on)
