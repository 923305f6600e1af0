"""Lists of what was paid out of aid for housing, as case and economy systems give them."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from landlord_watch.imports.rules.cells import (
    BANKGIRO,
    PLUSGIRO,
    Problem,
    day,
    giro,
    money,
    month,
    person_number,
    words,
)
from landlord_watch.imports.rules.kind import Field, Kind, KindName, Row, Setting, in_future

WITHOUT_REFERENCE = ("person_number", "amount", "paid_on", "concerns_on", "bankgiro", "plusgiro")


def reference_of(row: Row) -> str:
    """The system's own number of a payment; where it gives none, a code of what it says."""
    said = row.get("reference")
    if said:
        return str(said)
    parts = "|".join(str(row.get(name, "")) for name in WITHOUT_REFERENCE)
    return f"sha256:{sha256(parts.encode()).hexdigest()}"


def _key(row: Row) -> tuple[Any, ...]:
    return (reference_of(row),)


def _check(row: Row, setting: Setting) -> Iterator[Problem]:
    yield from in_future(row, "paid_on", setting)
    if row.get("amount") == 0:
        yield Problem("amount_zero", "amount", is_stop=False)
    if row.get("bankgiro") and row.get("plusgiro"):
        yield Problem("two_accounts", "plusgiro")


PAYMENTS = Kind(
    KindName.PAYMENTS,
    (
        Field(
            "reference",
            "Verifikationsnummer",
            words(80),
            (
                *("verifikation", "vernr", "ver.nr", "vouchernumber", "utbetalningsid", "betalnr"),
                *("referens", "id", "löpnummer", "utbetalningsnummer"),
            ),
            example="U-100234",
        ),
        Field(
            "person_number",
            "Personnummer",
            person_number,
            ("pnr", "personnr", "sökande", "sökandes personnummer", "localnumber", "klient"),
            is_required=True,
            is_masked=True,
            is_shaped=True,
            example="19880504-2382",
        ),
        Field(
            "amount",
            "Belopp",
            money,
            ("summa", "utbetalt", "utbetalt belopp", "amount", "kr", "belopp kr"),
            is_required=True,
            example="6 450,00",
        ),
        Field(
            "paid_on",
            "Utbetalningsdag",
            day,
            ("utbetalningsdatum", "datum", "betaldatum", "paydate", "bokföringsdatum", "utbet dat"),
            is_required=True,
            example="2026-02-27",
        ),
        Field(
            "concerns_on",
            "Avser månad",
            month,
            ("månad", "avser", "period", "concernedmonth", "avser period"),
            example="2026-03",
        ),
        Field(
            "bankgiro",
            "Bankgiro",
            giro(BANKGIRO),
            ("bg", "billingnumber", "bgnr", "mottagare bg", "bankgironummer"),
        ),
        Field("plusgiro", "Plusgiro", giro(PLUSGIRO), ("pg", "plusgironummer", "postgiro")),
    ),
    _key,
    _check,
    is_of_cases=True,
)
