"""Which contract a payment was for: derived, and how sure that is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from landlord_watch.kernel.period import Period


class Link(StrEnum):
    """How sure it is which contract a payment was for."""

    #: One contract in the month, and the account is its landlord's.
    CERTAIN = "certain"
    #: One contract in the month; or the account tells which of several.
    LIKELY = "likely"
    #: None that can be told.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of the person's household, and when it holds."""

    id: UUID
    landlord_id: UUID
    period: Period


@dataclass(frozen=True, slots=True)
class Linked:
    """The contract a payment was for; None: it cannot be told."""

    contract: Contract | None
    link: Link


def linked(
    contracts: Sequence[Contract],
    *,
    concerns_on: date,
    is_month_said: bool,
    account_holders: Collection[UUID],
) -> Linked:
    """
    Which contract a payment for a month was for.

    `account_holders`: the landlords known by the account it went to; none: not known.
    `is_month_said`: the list names the month; else it is taken from the day of payment, and
    nothing is certain.
    """
    held = [one for one in contracts if one.period.overlaps(month_of(concerns_on))]
    of_account = [one for one in held if one.landlord_id in account_holders]
    if len(held) == 1:
        is_certain = is_month_said and bool(of_account)
        return Linked(held[0], Link.CERTAIN if is_certain else Link.LIKELY)
    if len(of_account) == 1:
        return Linked(of_account[0], Link.LIKELY)
    return Linked(None, Link.UNKNOWN)


def month_of(day: date) -> Period:
    """The month a day is in."""
    first = day.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(first, following)
