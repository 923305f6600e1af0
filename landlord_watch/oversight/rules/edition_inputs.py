"""
What an edition of landlords is made from: counts and sums by landlord, and nobody's row.

Plain rows, kept sealed with the edition, so that it can be made anew from them and come to the
same hash. No household is in them by itself: they outlive the files of those they count, and say
nothing of who they were. Households with somebody protected were left out before they were counted.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from landlord_watch.oversight.rules.frozen import digest_of, digest_of_rows
from landlord_watch.oversight.shapes import DwellingsTold, LandlordKind


class Unit(BaseModel):
    """
    A row of landlords to be: a party, or parties that belong together by confirmed links.

    A natural person has the kind `PEOPLE`, and no name here, unless a decision lets it stand.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    kind: LandlordKind
    name: str
    members: tuple[str, ...] = ()
    party_ids: tuple[str, ...]
    dwellings: DwellingsTold | None = None


class RentRow(NamedTuple):
    """Households of a type that could be held against the norm, and how many lie over it."""

    code: str
    type: str
    over: int
    of: int


class ActiveRow(NamedTuple):
    """Households with aid, whether they could be held against the norm or not."""

    code: str
    households: int


class ExcessRow(NamedTuple):
    """Households over the norm by so much a month; whole kronor, with the norm."""

    code: str
    excess: int
    norm: int
    households: int


class StartRow(NamedTuple):
    """Tenancies that began in the mature window; `with_aid` holds the motivated ones too."""

    code: str
    known: int
    unknown: int
    with_aid: int
    motivated: int


class StayRow(NamedTuple):
    """Tenancies of the period; `months`: those there on the last day of each month, added up."""

    code: str
    ended: int
    tenancies: int
    months: int


class LengthRow(NamedTuple):
    """Tenancies of the period, of all landlords, that lasted so many months; 1: ended, 0: not."""

    months: int
    ended: int
    tenancies: int


class HomeRow(NamedTuple):
    """Dwellings with aided households on the last day; `months`: on the last day of each month."""

    code: str
    aided: int
    months: int
    with_area: int


class VisitRow(NamedTuple):
    """Completed visits for a reason by a checklist, and what was found that is the landlord's."""

    code: str
    reason: str
    checklist: str
    visits: int
    deficiencies: int


class SeenRow(NamedTuple):
    """What visits told of a landlord's dwellings; see `indicators_visits.VisitFacts`."""

    code: str
    completed: int
    planned: int
    severe: int
    with_children: int
    child_risk: int
    followed_items: int
    remaining_items: int
    followed_dwellings: int
    remaining_dwellings: int
    revisited: int
    repeated: int


class AmountRow(NamedTuple):
    """A sum, and who carries it; see `amounts.Amount`."""

    code: str
    total: int
    carriers: int
    largest: int
    weight: int


class OriginRow(NamedTuple):
    """Households that came in the period, by four digits; "": not known."""

    municipality: str
    households: int


class SplitRow(NamedTuple):
    """
    The change in how many lie over the norm since the edition before, among those in both.

    Parts in sixths, as `norm_split` has them.
    """

    since: date
    over_before: int
    over_after: int
    by_norm: int
    by_household: int
    by_rent: int


class EditionInputs(BaseModel):
    """Everything that an edition is made from, but for its basis and what was told before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[Unit, ...]
    active: tuple[ActiveRow, ...] = ()
    rents: tuple[RentRow, ...] = ()
    excess: tuple[ExcessRow, ...] = ()
    starts: tuple[StartRow, ...] = ()
    #: Tenancies that began too late for it to be known whether aid follows.
    starts_too_young: int = 0
    stays: tuple[StayRow, ...] = ()
    lengths: tuple[LengthRow, ...] = ()
    homes: tuple[HomeRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    seen: tuple[SeenRow, ...] = ()
    #: By "paid", "derived", "excess_approved", "excess_own" in öre; "deficiencies" by visit.
    amounts: Mapping[str, tuple[AmountRow, ...]] = {}
    origins: tuple[OriginRow, ...] = ()
    #: None: there is no edition before that shares months.
    split: SplitRow | None = None
    links_waiting: int = 0
    newest_import_on: date | None = None

    def in_order(self) -> "EditionInputs":
        """The same with every list sorted, so that in whatever order it was read it is the same."""
        lists = {
            name: tuple(sorted(getattr(self, name)))
            for name in type(self).model_fields
            if isinstance(getattr(self, name), tuple) and name not in {"units", "split"}
        }
        units = tuple(sorted(self.units, key=lambda unit: unit.code))
        amounts = {name: tuple(sorted(rows)) for name, rows in sorted(self.amounts.items())}
        return self.model_copy(update={**lists, "units": units, "amounts": amounts})

    def as_document(self) -> dict[str, Any]:
        """As it is kept."""
        return self.model_dump(mode="json")

    def digests(self) -> dict[str, str]:
        """What each kind of row hashes to."""
        return {name: _digest(each) for name, each in self.as_document().items()}


def _digest(part: Any) -> str:
    is_rows = isinstance(part, list) and all(isinstance(row, list) for row in part)
    return digest_of_rows(part) if is_rows else digest_of(part)
