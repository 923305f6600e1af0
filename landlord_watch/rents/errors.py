"""What the room of rents refuses."""

from dataclasses import dataclass
from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class NoNormInForce(RuleBroken):
    """No norm of those given is in force on the day."""

    code = "no_norm_in_force"

    def __init__(self, *, on: date) -> None:
        super().__init__(on=on)


class SeveralNormsInForce(RuleBroken):
    """More than one norm of those given is in force on the day."""

    code = "several_norms_in_force"

    def __init__(self, *, on: date, names: tuple[str, ...]) -> None:
        super().__init__(on=on, names=names)


class NoRowMatches(RuleBroken):
    """
    The norm has no row for the household, or may have none; nothing is read into it.

    `unknowns` says what is not known of the household; `norm_row` alone: everything is.
    """

    code = "no_norm_row_matches"

    def __init__(
        self,
        *,
        adults: int,
        children: int,
        adult_ages: tuple[int | None, ...],
        unknowns: tuple[str, ...],
    ) -> None:
        super().__init__(adults=adults, children=children, adult_ages=adult_ages, unknowns=unknowns)


class SeveralRowsMatch(RuleBroken):
    """
    More than one row of the norm is for the household.

    `unknowns` says what would decide between them; `norm_rows_overlap` that nothing would.
    """

    code = "several_norm_rows_match"

    def __init__(
        self, *, adults: int, children: int, rows: tuple[str, ...], unknowns: tuple[str, ...]
    ) -> None:
        super().__init__(adults=adults, children=children, rows=rows, unknowns=unknowns)


class NormRowInvalid(RuleBroken):
    """A row that no household could be read by; `why` is a stable word."""

    code = "norm_row_invalid"

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)


class NormLabelUnreadable(RuleBroken):
    """A published label that the grammar does not know; it is never guessed at."""

    code = "norm_label_unreadable"

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label)


@dataclass(frozen=True, slots=True)
class NormFileProblem:
    """
    What is wrong in one cell of a norm file.

    `line` counts from 1, the header being 1; `code` is a stable word.
    """

    line: int
    column: str
    code: str
    value: str


class NormFileRefused(RuleBroken):
    """A norm file that was not read; all its problems are listed, and nothing is kept of it."""

    code = "norm_file_refused"

    def __init__(self, problems: tuple[NormFileProblem, ...]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class RentNegative(RuleBroken):
    """A rent, or an amount within it, below zero."""

    code = "rent_negative"

    def __init__(self, *, amount_ore: int) -> None:
        super().__init__(amount_ore=amount_ore)


class SharesNotWhole(RuleBroken):
    """Shares of a contract that do not make a whole together, or one that is no share."""

    code = "shares_not_whole"

    def __init__(self, *, shares: tuple[str, ...]) -> None:
        super().__init__(shares=shares)


class TraceOfOtherRules(RuleBroken):
    """A recorded check made by rules that this version does not hold; it is shown, not replayed."""

    code = "trace_of_other_rules"

    def __init__(self, *, rule_version: str) -> None:
        super().__init__(rule_version=rule_version)


class RentStartsTooEarly(RuleBroken):
    """A rent that starts on or before the latest one; what is recorded is not rewritten."""

    code = "rent_starts_too_early"

    def __init__(self, *, latest_starts_on: date) -> None:
        super().__init__(latest_starts_on=latest_starts_on)


class RentOutsideTenancy(RuleBroken):
    """A rent that starts before the contract does, or after it has ended."""

    code = "rent_outside_tenancy"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class AsideInvalid(RuleBroken):
    """Something beside the rent that lacks an amount, or days, that its kind has."""

    code = "aside_invalid"


class RentUnusual(RuleBroken):
    """A rent so low or so high that who typed it must say that it is right."""

    code = "rent_unusual"

    def __init__(self, *, amount_ore: int) -> None:
        super().__init__(amount_ore=amount_ore)


class NoRentOnDay(RuleBroken):
    """No rent is recorded for the day, or the contract does not cover it."""

    code = "no_rent_on_day"

    def __init__(self, *, on: date) -> None:
        super().__init__(on=on)


class NobodyInHousehold(RuleBroken):
    """Nobody belongs to the household on the day, so there is nobody to count."""

    code = "nobody_in_household"

    def __init__(self, *, on: date) -> None:
        super().__init__(on=on)


class NormDaysBackward(RuleBroken):
    """A norm that would end on or before the day it starts."""

    code = "norm_days_backward"


class OwnNormsOverlap(RuleBroken):
    """Two norms of one's own for the same days; which of them counts would not be known."""

    code = "own_norms_overlap"

    def __init__(self, *, name: str, starts_on: date | None) -> None:
        super().__init__(name=name, starts_on=starts_on)


class NormSetDiffers(RuleBroken):
    """A norm of this source and day is stored with other amounts; stored norms are not edited."""

    code = "norm_set_differs"

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class NormDraftMoved(Conflict):
    """Somebody else has saved the draft since it was read; neither version is lost."""

    code = "norm_draft_moved"

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)
        self.number = number


class NormDraftClosed(Conflict):
    """The draft has been adopted or discarded, and is not written in."""

    code = "norm_draft_closed"


class NormDraftIncomplete(RuleBroken):
    """A draft that lacks something it needs to be adopted; `missing` names fields of it."""

    code = "norm_draft_incomplete"

    def __init__(self, *, missing: tuple[str, ...]) -> None:
        super().__init__(missing=missing)
        self.missing = missing


class NormTooFine(RuleBroken):
    """
    A norm that tells more ages or rooms apart than every household can be tried for.

    `most_ages` and `most_rooms` are how many different ones there may be.
    """

    code = "norm_too_fine"

    def __init__(self, *, most_ages: int, most_rooms: int) -> None:
        super().__init__(most_ages=most_ages, most_rooms=most_rooms)


class NormNotWhole(RuleBroken):
    """A draft that has no answer for some household, or several; it is not adopted so."""

    code = "norm_not_whole"
