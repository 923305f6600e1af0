"""Money in whole öre; never a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Self

ORE_PER_KRONA = 100


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in öre, positive or negative."""

    ore: int

    @classmethod
    def kronor(cls, amount: int | Decimal) -> Self:
        """An amount given in kronor; a part of an öre is rounded half up."""
        exact = Decimal(amount) * ORE_PER_KRONA
        return cls(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def in_kronor(self) -> Decimal:
        return Decimal(self.ore) / ORE_PER_KRONA

    def __add__(self, other: "Money") -> "Money":
        return Money(self.ore + other.ore)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.ore - other.ore)

    def __neg__(self) -> "Money":
        return Money(-self.ore)

    def __mul__(self, times: int) -> "Money":
        return Money(self.ore * times)

    def times(self, part: Fraction) -> "Money":
        """A part of the amount, rounded half up (away from zero) to a whole öre, once."""
        exact = Fraction(self.ore) * part
        whole, rest = divmod(abs(exact.numerator), exact.denominator)
        rounded = whole + (1 if rest * 2 >= exact.denominator else 0)
        return Money(rounded if exact >= 0 else -rounded)

    def __bool__(self) -> bool:
        return self.ore != 0


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of the amounts; zero of none."""
    return Money(sum(amount.ore for amount in amounts))
