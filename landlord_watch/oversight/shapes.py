"""
What an edition of landlords tells, as it is kept, hashed, and read by pages, files and PDFs.

Whole numbers only, so that no number can be written in two ways (`rules.frozen.canonical`):
shares and rates in thousandths, money in öre. None: it is not told, for whatever reason; a reader
can do nothing with an edition but show what stands here.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

#: Under which all landlords that are people are told, together.
PEOPLE: Final = "people"


class _Told(BaseModel):
    """Never changed after it was made; a field that is not known here is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LandlordKind(StrEnum):
    """What a row of landlords is."""

    ORGANISATION = "organisation"
    #: Organisations that belong together by confirmed links.
    GROUP = "group"
    PEOPLE = "people"
    #: A natural person whose name a decision lets stand.
    NAMED_PERSON = "named_person"


class NumberTold(_Told):
    """
    An indicator of one landlord, or of the municipality as a whole.

    `value` and its bounds in thousandths: of a share 250 is 25 %, of a rate or ratio 1500 is 1.5.
    """

    count: int | None = None
    #: The denominator; of a rate rounded to whole.
    of: int | None = None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    #: The same of all others; of the municipality None.
    benchmark: int | None = None
    #: The lower limit of the shrunken number, which landlords are put in order by.
    least: int | None = None
    #: Of a landlord: the percent that is asked of what it rests on, where so much is known; None:
    #: less is. How many are not known of one landlord would tell of a few.
    coverage: int | None = None
    #: A word of `rules.funnel.Signal`; None: this indicator gives none, or it is not told.
    signal: str | None = None
    #: The first day after the period of the edition that it stands in as told; None: never told.
    told_for: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None or self.count is not None


class AmountTold(_Told):
    """A sum of money, in öre; None: it would tell of a household, or nearly."""

    total: int | None = None
    by_landlord: Mapping[str, int | None] = {}


class DwellingsTold(_Told):
    """How many dwellings a landlord has in the municipality, from where and as of when."""

    total: int
    source: str
    on: date


class LandlordTold(_Told):
    """A row of landlords: who it is, and its numbers by indicator."""

    code: str
    kind: LandlordKind
    #: As it was called when the edition was made; of people empty.
    name: str
    #: Of a group the names of its organisations.
    members: tuple[str, ...] = ()
    #: The parties it stands for, so that replies are found; of people none.
    party_ids: tuple[str, ...] = ()
    dwellings: DwellingsTold | None = None
    numbers: Mapping[str, NumberTold]


class CoverageTold(_Told):
    """How much is known of something all numbers rest on."""

    #: What it is of, a key of words: rent, area, origin, dwellings, visits.
    code: str
    percent: int | None
    known: int | None
    of: int | None


class QualityTold(_Told):
    """I11: what all numbers rest on, told before any of them."""

    coverages: tuple[CoverageTold, ...]
    links_waiting: int
    newest_import_on: date | None


class CountTold(_Told):
    """A count by a code; None: hidden."""

    code: str
    count: int | None


class ConcentrationTold(_Told):
    """I10b: how much of all aid for housing goes to few, in thousandths."""

    top_1: int
    top_5: int
    hhi: int


class ChangeTold(_Told):
    """Why more, or fewer, lie over the norm than in the edition before; whole households."""

    since: date
    before: int
    after: int
    by_norm: int
    by_household: int
    by_rent: int
    came: int
    left: int


class EditionTold(_Told):
    """An edition: a half-open period of twelve whole months, and all that may be told of it."""

    definitions: int
    starts_on: date
    #: The first day after.
    ends_on: date
    quality: QualityTold
    #: Of the municipality as a whole, by indicator.
    numbers: Mapping[str, NumberTold]
    #: In the order they are shown: by `least` of I1, then by name; people last.
    landlords: tuple[LandlordTold, ...]
    #: Of I4: tenancies that began too late to tell, to the nearest ten.
    starts_too_young: int | None = None
    #: Of I5: in how many months half of all tenancies have ended.
    median_stay_months: int | None = None
    #: I9, by the four digits of the municipality they came from, "" if it is not known, the largest
    #: first; last, under "others", all that are not told by themselves.
    origins: tuple[CountTold, ...]
    #: By "paid", "derived", "excess_approved", "excess_own".
    amounts: Mapping[str, AmountTold]
    concentration: ConcentrationTold | None
    change: ChangeTold | None
    #: The suppressed tables behind the numbers (`rules.editions.as_document`), by what is counted;
    #: later editions are held against them, and pages may show them.
    populations: Mapping[str, Any]
