"""What a rent or a norm may include, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.errors import RentNegative


class Inclusion(StrEnum):
    """Something that one rent includes and another does not."""

    HEATING = "heating"
    HOT_WATER = "hot_water"
    COLD_WATER = "cold_water"
    HOUSEHOLD_ELECTRICITY = "household_electricity"
    FURNITURE = "furniture"
    PARKING = "parking"
    BROADBAND = "broadband"
    STORAGE = "storage"
    SERVICES = "services"


class Says(StrEnum):
    """An answer that may be lacking."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# Looking a member up on its class is slow, and the rent check does it for every inclusion.
YES, NO, UNKNOWN = Says.YES, Says.NO, Says.UNKNOWN
INCLUSIONS = tuple(Inclusion)


@dataclass(frozen=True, slots=True)
class Included:
    """
    Whether a rent includes something, and what that costs in a month, for the whole dwelling.

    `amount` is the part of the rent when it is included, and what the tenant pays
    outside the rent when it is not; None: not known. What neither is in the rent nor
    paid for is `NOT_THERE`: not included, at zero.

    Raises: `RentNegative`.
    """

    in_rent: Says = UNKNOWN
    amount: Money | None = None

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount.ore < 0:
            raise RentNegative(amount_ore=self.amount.ore)


NOT_KNOWN = Included()
NOT_THERE = Included(NO, ZERO)


@dataclass(frozen=True, slots=True)
class Inclusions:
    """What is known of what a rent includes; what is not mentioned is not known."""

    stated: Mapping[Inclusion, Included] = field(default_factory=dict)

    def of(self, inclusion: Inclusion) -> Included:
        """What is known of one inclusion."""
        return self.stated.get(inclusion, NOT_KNOWN)
