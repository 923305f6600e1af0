"""
What a landlord is given to answer: what an edition tells of it, and nothing else.

Nothing is worked out anew, so that nothing comes out here that the edition hides.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from landlord_watch.oversight.errors import LandlordNotTold
from landlord_watch.oversight.rules.parameters import indicators
from landlord_watch.oversight.shapes import (
    PEOPLE,
    CoverageTold,
    EditionTold,
    LandlordKind,
    LandlordTold,
    NumberTold,
)


class Amount(BaseModel):
    """A sum of money that was told, in öre."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    total: int


class FactsTold(BaseModel):
    """
    The facts of one landlord, as they are kept and sent.

    `row` is the landlord's own; of a human being who is not named it is that of all people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    definitions: int
    starts_on: date
    #: The first day after.
    ends_on: date
    row: LandlordTold
    #: Of the municipality as a whole, by the indicators that there are of the landlord.
    municipality: dict[str, NumberTold]
    amounts: tuple[Amount, ...]
    coverages: tuple[CoverageTold, ...]
    newest_import_on: date | None
    #: Why it is told together with others, in sentences.
    links: tuple[str, ...]

    @property
    def told(self) -> dict[str, NumberTold]:
        """What there is to show, in the order of the indicators."""
        return {code: self.row.numbers[code] for code in self._codes() if self._is_told(code)}

    @property
    def untold(self) -> tuple[str, ...]:
        """The indicators of landlords that are not told: too little to go by, or hidden."""
        return tuple(code for code in self._codes() if not self._is_told(code))

    @property
    def is_of_people(self) -> bool:
        """Whether it tells of all landlords that are people together, and of nobody alone."""
        return self.row.kind is LandlordKind.PEOPLE

    def _codes(self) -> Iterator[str]:
        return (code for code in indicators() if code in self.row.numbers)

    def _is_told(self, code: str) -> bool:
        return self.row.numbers[code].is_told


def row_of(told: EditionTold, party_id: UUID, *, is_person: bool) -> LandlordTold:
    """
    The row that tells of a landlord; of a human being who is not named, that of all people.

    Raises: `LandlordNotTold`.
    """
    by_party = {party: row for row in told.landlords for party in row.party_ids}
    by_code = {row.code: row for row in told.landlords}
    found = by_party.get(str(party_id)) or (by_code.get(PEOPLE) if is_person else None)
    if found is None:
        raise LandlordNotTold
    return found


def facts_of(
    told: EditionTold, party_id: UUID, *, is_person: bool, links: Sequence[str] = ()
) -> FactsTold:
    """
    What an edition tells of one landlord.

    `links`: why it is told together with others, a sentence each.

    Raises: `LandlordNotTold`.
    """
    row = row_of(told, party_id, is_person=is_person)
    amounts = ((code, each.by_landlord.get(row.code)) for code, each in told.amounts.items())
    return FactsTold(
        definitions=told.definitions,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        row=row,
        municipality={code: told.numbers[code] for code in row.numbers if code in told.numbers},
        amounts=tuple(Amount(code=code, total=sum_) for code, sum_ in amounts if sum_ is not None),
        coverages=told.quality.coverages,
        newest_import_on=told.quality.newest_import_on,
        links=tuple(links) if row.kind is LandlordKind.GROUP else (),
    )
