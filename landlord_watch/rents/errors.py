"""What the room of rents refuses."""

from dataclasses import dataclass
from datetime import date

from landlord_watch.kernel.errors import RuleBroken


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
