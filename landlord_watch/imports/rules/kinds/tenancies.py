"""Lists of who rents which home, as the municipality has them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from landlord_watch.imports.rules.cells import (
    Problem,
    day,
    number,
    one_of,
    party_number,
    person_number,
    truth,
    words,
)
from landlord_watch.imports.rules.kind import Field, Kind, KindName, Row, Setting
from landlord_watch.imports.rules.kinds.offered_rents import INCLUSIONS, RENT, unusual_rent
from landlord_watch.imports.rules.kinds.places import PLACE, place_key

CONTRACTS = {
    **dict.fromkeys(
        ("förstahand", "första hand", "förstahandskontrakt", "1:a hand"), "primary_lease"
    ),
    **dict.fromkeys(("andrahand", "andra hand", "andrahandskontrakt", "2:a hand"), "sublease"),
    **dict.fromkeys(("inneboende", "rum"), "lodger"),
    **dict.fromkeys(("socialt kontrakt", "kommunkontrakt", "sociala kontrakt"), "social_lease"),
}


def household_key(row: Row) -> Any:
    """What the household is known by in a file."""
    return row.get("case_number") or row.get("person_number")


def _key(row: Row) -> tuple[Any, ...] | None:
    return (*place_key(row), household_key(row), row.get("starts_on"))


def _check(row: Row, setting: Setting) -> Iterator[Problem]:
    del setting
    if household_key(row) is None:
        yield Problem("household_not_named")
    last_on, starts_on = row.get("last_on"), row.get("starts_on")
    if last_on is not None and starts_on is not None and last_on < starts_on:
        yield Problem("ends_before_start", "last_on", last_on)
    yield from unusual_rent(row, "monthly_rent")


TENANCIES = Kind(
    KindName.TENANCIES,
    (
        Field(
            "case_number",
            "Ärendenummer",
            words(20),
            ("ärende", "ärendenr", "diarienummer", "dnr"),
            example="EB-2026-00001",
        ),
        Field(
            "person_number",
            "Personnummer",
            person_number,
            ("pnr", "personnr", "hyresgäst personnummer", "hyresgäst", "pers.nr"),
            is_masked=True,
            is_shaped=True,
            example="19880504-2382",
        ),
        *PLACE,
        Field(
            "landlord_number",
            "Hyresvärdens organisationsnummer",
            party_number,
            ("orgnr", "org nr", "organisationsnummer", "hyresvärd orgnr"),
            is_required=True,
            is_masked=True,
            is_shaped=True,
            example="556999-9997",
        ),
        Field(
            "contract_kind",
            "Kontrakt",
            one_of(CONTRACTS),
            ("kontraktstyp", "avtalstyp", "kontraktsform", "upplåtelseform"),
            is_required=True,
            example="Förstahand",
        ),
        Field(
            "starts_on",
            "Från",
            day,
            ("fr.o.m", "from", "inflyttning", "inflyttningsdatum", "startdatum", "avtal från"),
            is_required=True,
            example="2026-01-01",
        ),
        Field(
            "last_on",
            "Till och med",
            day,
            ("t.o.m", "tom", "till", "slutdatum", "sista dag", "avtal till", "avflyttning"),
        ),
        Field(
            "share_percent",
            "Andel %",
            number(0.1, 100),
            ("andel", "andel av kontraktet", "hyresandel"),
            example="100",
        ),
        Field("is_seen", "Avtalet sett", truth, ("kontrakt sett", "avtal inlämnat"), example="Ja"),
        replace(RENT, is_required=False),
        *INCLUSIONS,
    ),
    _key,
    _check,
    is_of_cases=True,
    may_be_full=True,
)
