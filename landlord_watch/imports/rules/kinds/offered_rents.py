"""Lists of what homes are offered for."""

from collections.abc import Iterator
from typing import Any

from landlord_watch.imports.rules.cells import Problem, answer, day, money
from landlord_watch.imports.rules.kind import Field, Kind, KindName, Row, Setting
from landlord_watch.imports.rules.kinds.places import PLACE, place_key

#: What an offered rent may include, as people write it.
INCLUDED = (
    ("heating", "Värme ingår", ("värme", "uppvärmning")),
    ("hot_water", "Varmvatten ingår", ("varmvatten", "vv")),
    ("cold_water", "Kallvatten ingår", ("kallvatten", "vatten")),
    ("household_electricity", "Hushållsel ingår", ("el", "hushållsel", "el ingår")),
    ("furniture", "Möbler ingår", ("möblerad", "möbler", "möblerat")),
    ("parking", "Parkering ingår", ("parkering", "p-plats", "garage")),
    ("broadband", "Bredband ingår", ("bredband", "internet")),
    ("storage", "Förråd ingår", ("förråd",)),
    ("services", "Tjänster ingår", ("tjänster",)),
)
INCLUSIONS = tuple(
    Field(f"includes_{name}", header, answer, synonyms, example="Ja")
    for name, header, synonyms in INCLUDED
)
#: Outside of this somebody is to look: a year's rent, a slip of the comma.
USUAL_ORE = range(50_000, 4_000_001)


def unusual_rent(row: Row, name: str) -> Iterator[Problem]:
    """A rent that is no rent, or hardly one."""
    value = row.get(name)
    if value is None:
        return
    if value <= 0:
        yield Problem("rent_not_positive", name)
    elif value not in USUAL_ORE:
        yield Problem("rent_unusual", name, str(value // 100), is_stop=False)


def _key(row: Row) -> tuple[Any, ...]:
    return (*place_key(row), row.get("starts_on"))


def _check(row: Row, setting: Setting) -> Iterator[Problem]:
    del setting
    yield from unusual_rent(row, "monthly_rent")


RENT = Field(
    "monthly_rent",
    "Hyra per månad",
    money,
    ("hyra", "månadshyra", "hyra/mån", "bashyra", "grundhyra", "hyra kr", "kallhyra", "varmhyra"),
    is_required=True,
    example="6 450",
)

OFFERED_RENTS = Kind(
    KindName.OFFERED_RENTS,
    (
        *PLACE,
        RENT,
        Field(
            "starts_on",
            "Gäller från",
            day,
            ("fr.o.m", "from", "datum", "gäller fr o m", "startdatum", "hyra från"),
            example="2026-01-01",
        ),
        *INCLUSIONS,
    ),
    _key,
    _check,
)
