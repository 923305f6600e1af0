"""What an edition of landlords tells, invented, with as little as possible."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from landlord_watch.oversight.rules.edition_making import DEFINITIONS
from landlord_watch.oversight.shapes import (
    PEOPLE,
    AmountTold,
    CoverageTold,
    DwellingsTold,
    EditionTold,
    LandlordKind,
    LandlordTold,
    NumberTold,
    QualityTold,
)

ENDS_ON = date(2026, 1, 1)
OVER_NORM = NumberTold(
    count=12,
    of=40,
    value=300,
    low=181,
    high=454,
    benchmark=220,
    least=190,
    coverage=91,
    signal="within",
    told_for=ENDS_ON,
)
SERIOUS = NumberTold(
    count=9,
    of=15,
    value=600,
    low=357,
    high=802,
    benchmark=210,
    least=330,
    coverage=100,
    signal="review",
    told_for=date(2025, 10, 1),
)
HIDDEN = NumberTold()


def told(
    *landlords: LandlordTold, ends_on: date = ENDS_ON, definitions: int = DEFINITIONS
) -> EditionTold:
    """An edition that tells of these."""
    return EditionTold(
        definitions=definitions,
        starts_on=ends_on.replace(year=ends_on.year - 1),
        ends_on=ends_on,
        quality=QualityTold(
            coverages=(CoverageTold(code="rent", percent=91, known=810, of=890),),
            links_waiting=2,
            newest_import_on=date(2025, 12, 12),
        ),
        numbers={"I1": OVER_NORM, "I7": SERIOUS},
        landlords=landlords,
        origins=(),
        amounts={
            "paid": AmountTold(
                total=900_000_00, by_landlord={row.code: 123_456_00 for row in landlords}
            )
        },
        concentration=None,
        change=None,
        populations={},
    )


def organisation(
    party_id: UUID, *, name: str = "Påhittade Bostäder AB", **numbers: NumberTold
) -> LandlordTold:
    """An organisation by itself; with two numbers and one that is hidden unless others are said."""
    return LandlordTold(
        code=f"party-{party_id}",
        kind=LandlordKind.ORGANISATION,
        name=name,
        party_ids=(str(party_id),),
        dwellings=DwellingsTold(total=120, source="Fastighetsägarens lista", on=date(2025, 11, 1)),
        numbers=numbers or {"I1": OVER_NORM, "I7": SERIOUS, "I5": HIDDEN},
    )


def group(
    party_ids: Iterable[UUID], *, name: str = "Påhittade-gruppen", **numbers: NumberTold
) -> LandlordTold:
    """Organisations that are told together."""
    ids = tuple(str(each) for each in party_ids)
    return LandlordTold(
        code=f"group-{ids[0]}",
        kind=LandlordKind.GROUP,
        name=name,
        members=("Påhittade Bostäder AB", "Påhittade Hus AB"),
        party_ids=ids,
        numbers=numbers or {"I1": OVER_NORM},
    )


def people(**numbers: NumberTold) -> LandlordTold:
    """All landlords that are people, together."""
    return LandlordTold(
        code=PEOPLE, kind=LandlordKind.PEOPLE, name="", numbers=numbers or {"I1": OVER_NORM}
    )
