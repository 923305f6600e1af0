"""What speaks for and against that another municipality took part, and what a case ends in."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from landlord_watch.cases.errors import OutcomeWithoutAccount, OutcomeWithoutGround
from landlord_watch.households.rules import ArrivalForm


class Evidence(StrEnum):
    """What a finding stands on, the weakest first."""

    ACCOUNT = "account"
    DOCUMENT = "document"
    CONFIRMED = "confirmed"


class CounterIndicator(StrEnum):
    """
    What speaks for that somebody moved because they wanted to.

    Source: Statskontoret 2020:19's definition, B, turned round; the list is own.
    """

    OWN_WISH = "own_wish"
    WORK_OR_STUDIES = "work_or_studies"
    FAMILY = "family"
    PROTECTION = "protection"
    CONTACT_BETWEEN_MUNICIPALITIES = "contact_between_municipalities"


class TargetGroup(StrEnum):
    """
    Groups that Statskontoret asked about; they overlap, so several may be true of one household.

    Source: Statskontoret 2020:19, summary, B.
    """

    NEWCOMERS = "newcomers"
    ADDICTION_OR_SOCIAL = "addiction_or_social"
    PROTECTED_HOUSING = "protected_housing"
    STRUCTURAL_HOMELESSNESS = "structural_homelessness"
    OTHER = "other"


class OngoingMatter(StrEnum):
    """
    What the other municipality may have under way, which must not wait.

    Source: SoL (2025:400) 29 kap. 9 § for a child and for addiction, A; that violence is held
    equal, and that the process starts at once, is policy (Katrineholm 2020, C).
    """

    CHILD = "child"
    VIOLENCE = "violence"
    ADDICTION = "addiction"


class ClearOwnWish(StrEnum):
    """Whether the person had expressed a clear wish to move; what the definition turns on."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Outcome(StrEnum):
    """
    What a person judges a case to be, with reasons.

    Source: the definition of aktiv medverkan in Statskontoret 2020:19, B; the steps between
    suspected and established are own.
    """

    SUSPECTED = "suspected"
    ESTABLISHED = "established"
    MOTIVATED_MOVE = "motivated_move"
    NO_PARTICIPATION = "no_participation"
    UNDECIDABLE = "undecidable"


#: Outcomes that say that the other municipality took part.
ACCUSING: Final = frozenset({Outcome.SUSPECTED, Outcome.ESTABLISHED})


@dataclass(frozen=True, slots=True)
class FormFound:
    """A form of participation, and what it stands on."""

    form: ArrivalForm
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ground:
    """What a case stands on when it is judged."""

    forms: Collection[FormFound]
    counters: Collection[CounterIndicator]
    clear_own_wish: ClearOwnWish
    is_account_confirmed: bool


def check_outcome(outcome: Outcome, ground: Ground) -> None:
    """
    Refuse an outcome that what has been found does not carry.

    That another municipality took part is said only of a move without a clear own wish, with a
    form it took; that it is established needs a document or a confirmation of one, and that the
    person has confirmed the account. A motivated move needs what motivated it.

    Raises: `OutcomeWithoutGround`, `OutcomeWithoutAccount`.
    Source: Statskontoret 2020:19's definition, B; what each outcome needs is own.
    """
    lacking = _lacking(outcome, ground)
    if lacking:
        raise OutcomeWithoutGround(lacks=lacking)
    if outcome is Outcome.ESTABLISHED and not ground.is_account_confirmed:
        raise OutcomeWithoutAccount


def _lacking(outcome: Outcome, ground: Ground) -> str:
    """The code of what an outcome lacks; empty: nothing."""
    if outcome is Outcome.MOTIVATED_MOVE and not ground.counters:
        return "counter_indicator"
    if outcome not in ACCUSING:
        return ""
    named = [each for each in ground.forms if each.form is not ArrivalForm.UNKNOWN]
    if ground.clear_own_wish is ClearOwnWish.YES:
        return "no_own_wish"
    if not named:
        return "form"
    return _lacking_to_establish(ground, named) if outcome is Outcome.ESTABLISHED else ""


def _lacking_to_establish(ground: Ground, named: Collection[FormFound]) -> str:
    if ground.clear_own_wish is not ClearOwnWish.NO:
        return "wish_known"
    if all(each.evidence is Evidence.ACCOUNT for each in named):
        return "evidence"
    return ""
