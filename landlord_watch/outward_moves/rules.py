"""What an own outward move is asked, what was paid for it, and what it may be judged to be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.outward_moves.errors import ContactDayOutside, OutwardOutcomeWithoutGround


class ReceivingContact(StrEnum):
    """
    Whether the municipality they moved to knew before they came.

    Source: that the social services of both take part is what the policy against the practice
    asks of others (Bengtsfors's guideline), B; the list is own.
    """

    AGREED_BEFORE = "agreed_before"
    CONTACTED_BEFORE = "contacted_before"
    CONTACTED_AFTER = "contacted_after"
    NOT_CONTACTED = "not_contacted"
    NOT_KNOWN = "not_known"


class Handover(StrEnum):
    """
    What became of a matter that was under way with us when they left.

    Source: SoL (2025:400) 29 kap. 9 § (an investigation of a child, or of an addiction, is to be
    finished by who began it, unless another takes over), A.
    """

    HANDED_OVER = "handed_over"
    FINISHED_HERE = "finished_here"
    NOT_YET = "not_yet"


class PaidKind(StrEnum):
    """What was paid out for a move."""

    REMOVAL_AID = "removal_aid"
    RENT_IN_ADVANCE = "rent_in_advance"
    DEPOSIT = "deposit"
    FREE_MONTHS = "free_months"
    OTHER = "other"


class OutwardOutcome(StrEnum):
    """
    What a person judges an own outward move to be, with reasons.

    Source: the definition of aktiv medverkan in Statskontoret 2020:19, B, turned to ourselves.
    """

    NO_PARTICIPATION = "no_participation"
    MOTIVATED_MOVE = "motivated_move"
    TOOK_PART = "took_part"
    UNDECIDABLE = "undecidable"


class Paid(StrEnum):
    """What was paid for a move, taken together."""

    NOTHING = "nothing"
    ORDINARY_AID = "ordinary_aid"
    INCENTIVE = "incentive"


BEFORE: Final = frozenset({ReceivingContact.AGREED_BEFORE, ReceivingContact.CONTACTED_BEFORE})


def is_incentive(kind: PaidKind, *, is_assessed: bool) -> bool:
    """
    Whether a payment is more than the ordinary aid to remove.

    Removal aid after an assessment of what this household needed is lawful, and says nothing of
    who wanted the move. What else is paid for somebody to leave is an incentive, and so is
    removal aid that is given without an assessment.

    Source: SoL (2025:400) 12 kap. 1 § (aid by individual assessment), A; rent, deposit and "free
    months" as a form of participation: reports cited by Statskontoret 2020:19, B; where the line
    goes is own.
    """
    return kind is not PaidKind.REMOVAL_AID or not is_assessed


def paid_together(payments: Iterable[tuple[PaidKind, bool]]) -> Paid:
    """What was paid for a move; any incentive makes it one. Each: the kind, and if assessed."""
    found = [is_incentive(kind, is_assessed=assessed) for kind, assessed in payments]
    if any(found):
        return Paid.INCENTIVE
    return Paid.ORDINARY_AID if found else Paid.NOTHING


def check_contact(contact: ReceivingContact, *, contacted_on: date | None, moved_on: date) -> None:
    """
    Refuse a day of contact that does not go with what is said of it; no day is always let be.

    Raises: `ContactDayOutside`.
    """
    if contacted_on is None:
        return
    goes = contacted_on <= moved_on if contact in BEFORE else contacted_on > moved_on
    if contact in {ReceivingContact.NOT_CONTACTED, ReceivingContact.NOT_KNOWN} or not goes:
        raise ContactDayOutside(moved_on=moved_on)


@dataclass(frozen=True, slots=True)
class OutwardGround:
    """What a move stands on when it is judged: codes, and if anything beyond aid was paid."""

    forms: Collection[str]
    counters: Collection[str]
    own_wish: ClearOwnWish
    paid: Paid


def check_outward_outcome(outcome: OutwardOutcome, ground: OutwardGround) -> None:
    """
    Refuse an outcome that what has been noted does not carry, as of another municipality.

    That we took part is said of a move without a clear own wish, in a form or with an incentive;
    a motivated move has something that motivated it; that we did not take part is not said of a
    move that a form or an incentive is noted of, unless it was their clear wish.

    Raises: `OutwardOutcomeWithoutGround`.
    Source: Statskontoret 2020:19's definition, B; what each outcome needs is own.
    """
    lacks = _lacking(outcome, ground)
    if lacks:
        raise OutwardOutcomeWithoutGround(lacks=lacks)


def _lacking(outcome: OutwardOutcome, ground: OutwardGround) -> str:
    """The code of what an outcome lacks; empty: nothing."""
    speaks_for = bool(ground.forms) or ground.paid is Paid.INCENTIVE
    is_wished = ground.own_wish is ClearOwnWish.YES
    if outcome is OutwardOutcome.MOTIVATED_MOVE and not ground.counters:
        return "counter_indicator"
    if outcome is OutwardOutcome.NO_PARTICIPATION and speaks_for and not is_wished:
        return "nothing_for"
    if outcome is OutwardOutcome.TOOK_PART and is_wished:
        return "no_own_wish"
    if outcome is OutwardOutcome.TOOK_PART and not speaks_for:
        return "form"
    return ""
