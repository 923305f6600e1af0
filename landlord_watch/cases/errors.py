"""What the room of cases refuses."""

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
    """An outcome that what has been found does not carry; `lacks` is the code of what is missing."""

    code = "case_outcome_without_ground"

    def __init__(self, *, lacks: str) -> None:
        super().__init__(lacks=lacks)


class OutcomeWithoutAccount(RuleBroken):
    """That it is established, before the person has confirmed the account of it."""

    code = "case_outcome_without_account"
