"""Lists of landlords."""

from collections.abc import Iterator
from typing import Any

from landlord_watch.imports.rules.cells import (
    BANKGIRO,
    PLUSGIRO,
    Problem,
    giro,
    one_of,
    party_number,
    phone,
    truth,
    words,
)
from landlord_watch.imports.rules.kind import Field, Kind, KindName, Row, Setting

COMPANY_DIGITS = 10
LEGAL = ("företag", "bolag", "organisation", "juridisk person", "ab", "kommun", "förening")
NATURAL = ("privatperson", "person", "fysisk person", "enskild firma", "privat")
KIND_WORDS = {**dict.fromkeys(LEGAL, "legal"), **dict.fromkeys(NATURAL, "natural")}


def _key(row: Row) -> tuple[Any, ...] | None:
    if row.get("number"):
        return ("number", row["number"])
    return ("name", str(row.get("name", "")).casefold())


def _check(row: Row, setting: Setting) -> Iterator[Problem]:
    del setting
    number, kind = row.get("number"), row.get("kind")
    if number is None:
        if kind is None:
            yield Problem("landlord_kind_unknown")
        return
    of_number = "legal" if len(number) == COMPANY_DIGITS else "natural"
    if kind is not None and kind != of_number:
        yield Problem("landlord_kind_against_number", "kind")


def kind_of(row: Row) -> str:
    """`legal` or `natural`: what the number says, else what is written."""
    number = row.get("number")
    if number is None:
        return str(row["kind"])
    return "legal" if len(number) == COMPANY_DIGITS else "natural"


LANDLORDS = Kind(
    KindName.LANDLORDS,
    (
        Field(
            "name",
            "Namn",
            words(160),
            (
                *("hyresvärd", "företag", "företagsnamn", "ägare", "fastighetsägare", "bolag"),
                *("leverantör", "leverantörsnamn", "mottagare", "namn hyresvärd"),
            ),
            is_required=True,
            example="Påhittade Bostäder AB",
        ),
        Field(
            "number",
            "Organisationsnummer",
            party_number,
            (
                *("orgnr", "org nr", "organisationsnr", "personnummer", "orgnr/personnr"),
                *("org.nr", "organisationsnummer/personnummer", "pers/orgnr", "id-nummer"),
            ),
            is_shaped=True,
            is_masked=True,
            example="556999-9997",
        ),
        Field(
            "kind",
            "Slag",
            one_of(KIND_WORDS),
            ("typ", "ägarkategori", "ägartyp", "företagsform"),
            example="Företag",
        ),
        Field(
            "phone", "Telefon", phone, ("tel", "tfn", "telefonnummer", "mobil"), example="0531-1"
        ),
        Field("email", "E-post", words(160), ("epost", "mejl", "mail", "e-postadress", "e-mail")),
        Field("postal_address", "Postadress", words(200), ("adress", "utdelningsadress")),
        Field("is_municipal", "Kommunens bolag", truth, ("kommunal", "allmännytta"), example="Nej"),
        Field("bankgiro", "Bankgiro", giro(BANKGIRO), ("bg", "bankgironummer", "bgnr")),
        Field("plusgiro", "Plusgiro", giro(PLUSGIRO), ("pg", "plusgironummer", "postgiro")),
    ),
    _key,
    _check,
)
