"""What oversight refuses."""

from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


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


class LandlordNotTold(RuleBroken):
    """A landlord that an edition tells nothing of; there is nothing to answer."""

    code = "landlord_not_told"


class FactFileExists(Conflict):
    """The landlord has been given the facts of this edition already."""

    code = "fact_file_exists"


class FactFileTakenBack(Conflict):
    """The facts were made wrongly, and nothing more becomes of them."""

    code = "fact_file_taken_back"


class FactFileNotChecked(RuleBroken):
    """Facts that nobody has looked over are not sent."""

    code = "fact_file_not_checked"


class FactFileNotSent(RuleBroken):
    """Facts that have not been sent, and can neither be answered nor decided on."""

    code = "fact_file_not_sent"


class FactFileSentAlready(Conflict):
    """Facts that are noted as sent once more."""

    code = "fact_file_sent_already"

    def __init__(self, *, sent_on: date) -> None:
        super().__init__(sent_on=sent_on)


class FactFileDayOutside(RuleBroken):
    """A day before it could have happened, or one that has not come."""

    code = "fact_file_day_outside"

    def __init__(self, *, earliest_on: date, latest_on: date) -> None:
        super().__init__(earliest_on=earliest_on, latest_on=latest_on)


class DayNotCome(RuleBroken):
    """A day that has not come, of something that has happened."""

    code = "oversight_day_not_come"


class ReplyStillAwaited(RuleBroken):
    """A decision before the landlord has answered, or its time is over."""

    code = "fact_file_reply_still_awaited"

    def __init__(self, *, due_on: date) -> None:
        super().__init__(due_on=due_on)


class CorrectionUnanswered(RuleBroken):
    """A decision while a fact that the landlord says is wrong has no answer."""

    code = "fact_file_correction_unanswered"


class CorrectionAnsweredAlready(Conflict):
    """The correction has its answer."""

    code = "fact_file_correction_answered_already"


class FactUnknown(RuleBroken):
    """A fact that is not in the facts the landlord was given."""

    code = "fact_file_fact_unknown"


class NothingToRenew(RuleBroken):
    """A decision that has not been made, was closed, or has run out."""

    code = "fact_file_nothing_to_renew"


class WhyMissing(RuleBroken):
    """Something is taken back, or decided, and nobody says why."""

    code = "oversight_why_missing"


class NamedNotAPerson(RuleBroken):
    """A decision to name who is no human being; organisations are named without."""

    code = "naming_not_a_person"


class NamedAlready(Conflict):
    """A decision to name that holds already."""

    code = "naming_already"


class ExchangeFileTooLarge(RuleBroken):
    """A file from another municipality that is larger than any could be; in megabytes."""

    code = "exchange_file_too_large"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class ExchangeFileBroken(RuleBroken):
    """A file that is not what such a file is, or was changed on the way."""

    code = "exchange_file_broken"


class ExchangeOfOurs(RuleBroken):
    """A file of one's own municipality."""

    code = "exchange_of_ours"


class MunicipalityNotRecorded(RuleBroken):
    """A file from a municipality that no key has been recorded for."""

    code = "exchange_municipality_not_recorded"

    def __init__(self, *, municipality_code: str) -> None:
        super().__init__(municipality_code=municipality_code)


class SignatureWrong(RuleBroken):
    """A file that none of the keys recorded for its municipality signed."""

    code = "exchange_signature_wrong"

    def __init__(self, *, municipality_code: str) -> None:
        super().__init__(municipality_code=municipality_code)


class DefinitionsUnknown(RuleBroken):
    """Numbers that go by definitions that are newer than this program."""

    code = "exchange_definitions_unknown"

    def __init__(self, *, definitions: int, known: int) -> None:
        super().__init__(definitions=definitions, known=known)


class ExchangeReadAlready(Conflict):
    """An edition, or a withdrawal, that has been read."""

    code = "exchange_read_already"


class ForeignPeriodTaken(RuleBroken):
    """Another edition of the same period, while the one before it has not been withdrawn."""

    code = "exchange_period_taken"

    def __init__(self, *, starts_on: date, ends_on: date) -> None:
        super().__init__(starts_on=starts_on, ends_on=ends_on)


class ForeignEditionUnknown(RuleBroken):
    """A withdrawal of an edition that has never been read."""

    code = "exchange_edition_unknown"


class ExchangeKeyMissing(RuleBroken):
    """Nothing can be signed: this municipality has no key for it yet."""

    code = "exchange_key_missing"


class ExchangeKeyUnreadable(RuleBroken):
    """What was typed is no public key."""

    code = "exchange_key_unreadable"


class FingerprintDiffers(RuleBroken):
    """The fingerprint that was read out is not that of the key."""

    code = "exchange_fingerprint_differs"


class ForeignKeyKnown(Conflict):
    """The key is recorded already, for this municipality or another."""

    code = "exchange_key_known"


class EditionNotStanding(RuleBroken):
    """An edition that was withdrawn, and does not leave."""

    code = "exchange_edition_not_standing"


class EditionStands(RuleBroken):
    """A withdrawal of an edition that stands."""

    code = "exchange_edition_stands"


class MeetingInPast(RuleBroken):
    """A meeting that is planned for a day that has passed."""

    code = "landlord_meeting_in_past"


class MeetingOver(Conflict):
    """A meeting that was held or called off; its agenda is not changed."""

    code = "landlord_meeting_over"


class MeetingWithoutItem(RuleBroken):
    """A meeting that was held with nothing to take up."""

    code = "landlord_meeting_without_item"
