"""What the room of cases refuses."""

from collections.abc import Sequence
from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class StepOutOfTurn(RuleBroken):
    """A step that cannot follow the last one: a reply before the request, a second decision."""

    code = "case_step_out_of_turn"

    def __init__(self, *, step: str) -> None:
        super().__init__(step=step)


class StepBeforeTheLast(RuleBroken):
    """A step on a day before the one it follows."""

    code = "case_step_before_the_last"

    def __init__(self, *, last_on: date) -> None:
        super().__init__(last_on=last_on)


class StepInTheFuture(RuleBroken):
    """A step on a day that has not come."""

    code = "case_step_in_the_future"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class AppliedTooEarly(RuleBroken):
    """An application to IVO before the month is over and without a no."""

    code = "case_applied_too_early"

    def __init__(self, *, last_on: date) -> None:
        super().__init__(last_on=last_on)


class AnotherTransferOpen(Conflict):
    """Another request for transfer of the same case is not ended."""

    code = "case_another_transfer_open"


class OutcomeWithoutGround(RuleBroken):
    """An outcome that what has been found does not carry; `lacks`: the code of what is missing."""

    code = "case_outcome_without_ground"

    def __init__(self, *, lacks: str) -> None:
        super().__init__(lacks=lacks)


class OutcomeWithoutAccount(RuleBroken):
    """That it is established, before the person has confirmed the account of it."""

    code = "case_outcome_without_account"


class CaseClosed(Conflict):
    """Nothing is added to a case that is closed."""

    code = "case_closed"

    def __init__(self, *, closed_on: date) -> None:
        super().__init__(closed_on=closed_on)


class CaseOpenAlready(Conflict):
    """The household has a case that is open."""

    code = "case_open_already"


class CaseDayOutside(RuleBroken):
    """A day before the case was opened, or one that has not come."""

    code = "case_day_outside"

    def __init__(self, *, latest_on: date) -> None:
        super().__init__(latest_on=latest_on)


class CaseUnjudged(RuleBroken):
    """A case is to be closed before anybody has said what it was."""

    code = "case_unjudged"


class CaseUnderWay(RuleBroken):
    """A case is to be closed while a track of it is not ended."""

    code = "case_under_way"


class MunicipalityNotKnown(RuleBroken):
    """A track is to be started against nobody knows which municipality."""

    code = "case_municipality_not_known"


class MunicipalityAsked(Conflict):
    """A case is to be of another municipality than the one something was asked of."""

    code = "case_municipality_asked"


class AccountEmpty(RuleBroken):
    """An account without a word."""

    code = "case_account_empty"


class AccountDayOutside(RuleBroken):
    """An account told on a day that has not come, or read back before it was told."""

    code = "case_account_day_outside"

    def __init__(self, *, latest_on: date) -> None:
        super().__init__(latest_on=latest_on)


class AccountNotHeard(RuleBroken):
    """A signature under an account that the person did not confirm."""

    code = "case_account_not_heard"


class AccountSettled(Conflict):
    """It has been read back, corrected or taken back; somebody else was first."""

    code = "case_account_settled"


class AssessmentWithoutReasons(RuleBroken):
    """An outcome without a word of why."""

    code = "case_assessment_without_reasons"


class OutwardUnchecked(RuleBroken):
    """Something is to go out before anybody has looked at protection and secrecy."""

    code = "case_outward_unchecked"


class NobodyConsented(RuleBroken):
    """It rests on consent, and somebody who told has not given it."""

    code = "case_nobody_consented"


class SecrecyWithoutReasons(RuleBroken):
    """Something other than consent lets us tell, and nobody says why."""

    code = "case_secrecy_without_reasons"


class LetterOutOfPlace(Conflict):
    """A letter that the track has no use for where it stands now."""

    code = "case_letter_out_of_place"


class CaseTimeInTheFuture(RuleBroken):
    """A time begins, or ends, on a day that has not come."""

    code = "case_time_in_the_future"

    def __init__(self, *, today: date) -> None:
        super().__init__(today=today)


class TimeEndsBeforeItBegan(RuleBroken):
    """A time ends before the day it began."""

    code = "case_time_ends_before_it_began"

    def __init__(self, *, began_on: date) -> None:
        super().__init__(began_on=began_on)


class TimeNotRuled(RuleBroken):
    """No rule gave a time for it on that day."""

    code = "case_time_not_ruled"

    def __init__(self, *, on: date) -> None:
        super().__init__(on=on)


class CaseTimeRuns(Conflict):
    """The same time runs in the case already."""

    code = "case_time_runs"


class CaseTimeOver(Conflict):
    """The time has been ended or taken back; somebody else was first."""

    code = "case_time_over"


class CaseTimesUnderWay(RuleBroken):
    """A case is to be closed while a time of our own runs in it."""

    code = "case_times_under_way"


class BasisLacks(RuleBroken):
    """A letter about a transfer, before what it has to say is known; `lacks`: which facts."""

    code = "case_basis_lacks"

    def __init__(self, *, lacks: Sequence[str]) -> None:
        super().__init__(lacks=", ".join(lacks))
        self.lacks = tuple(lacks)


class AnnexesLack(RuleBroken):
    """A letter without the papers that have to follow it; `lacks`: which kinds."""

    code = "case_annexes_lack"

    def __init__(self, *, lacks: Sequence[str]) -> None:
        super().__init__(lacks=", ".join(lacks))
        self.lacks = tuple(lacks)


class NoTransferTrack(RuleBroken):
    """What a transfer rests on, on a track by which none is asked for."""

    code = "case_no_transfer_track"


class BasisWrittenMeanwhile(Conflict):
    """Somebody else has written what the transfer rests on since it was read."""

    code = "case_basis_written_meanwhile"


class AnnexUntitled(RuleBroken):
    """A paper of no particular kind, and nobody says what it is."""

    code = "case_annex_untitled"


class LetterStepUnexplained(RuleBroken):
    """That a letter left is noted without a letter of the case, and without how it left."""

    code = "case_letter_step_unexplained"
